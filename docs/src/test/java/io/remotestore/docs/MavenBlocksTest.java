package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.docs.Page.Block;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the pages tell Maven names modules and versions that there are. */
final class MavenBlocksTest {
  private static final String GROUP = "io.remotestore";

  @Test
  void everyDependencyIsOneThatTheBomHolds() throws Exception {
    String version = text(parsed(Page.of("pom.xml").text()).getDocumentElement(), "version");
    Set<String> published = new TreeSet<>(Set.of("remote-store-bom"));
    for (Element dependency : dependencies(parsed(Page.of("bom/pom.xml").text()))) {
      published.add(text(dependency, "artifactId"));
    }
    List<Block> blocks = Page.blocks("xml");
    assertThat(blocks).isNotEmpty();
    for (Block block : blocks) {
      for (Element dependency : dependencies(parsed(rooted(block.text())))) {
        if (!text(dependency, "groupId").equals(GROUP)) {
          continue;
        }
        String artifact = text(dependency, "artifactId");
        assertThat(published).describedAs(block.toString()).contains(artifact);
        boolean bom = artifact.equals("remote-store-bom");
        assertThat(text(dependency, "version"))
            .describedAs(block + ": " + artifact + "; the BOM says the versions of the others")
            .isEqualTo(bom ? version : "");
      }
    }
  }

  private static String rooted(String xml) {
    return xml.startsWith("<?xml") || xml.startsWith("<project") ? xml : "<x>" + xml + "</x>";
  }

  private static Document parsed(String xml)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<Element> dependencies(Document document) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = document.getElementsByTagName("dependency");
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** The text of a direct child, empty where there is none. */
  private static String text(Element parent, String name) {
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeName().equals(name)) {
        return children.item(i).getTextContent().strip();
      }
    }
    return "";
  }
}
