package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner sees in documents what the JDK's parser sees. */
class XmlScannerTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Leaves with their texts, other tags with their names. */
  private static List<String> scanned(byte[] document) throws IOException {
    List<String> seen = new ArrayList<>();
    XmlScanner xml = new XmlScanner(document);
    boolean opened = false;
    while (xml.next()) {
      if (xml.isStart()) {
        seen.add("<" + xml.name());
        opened = true;
      } else {
        seen.add(">" + xml.name() + (opened ? "=" + xml.text() : ""));
        opened = false;
      }
    }
    return seen;
  }

  private static List<String> parsed(byte[] document) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
    List<String> seen = new ArrayList<>();
    String text = "";
    boolean opened = false;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          seen.add("<" + reader.getLocalName());
          text = "";
          opened = true;
        }
        case XMLStreamConstants.CHARACTERS -> text = reader.getText();
        case XMLStreamConstants.END_ELEMENT -> {
          seen.add(">" + reader.getLocalName() + (opened ? "=" + text : ""));
          text = "";
          opened = false;
        }
        default -> {}
      }
    }
    return seen;
  }

  @Test
  void seesWhatAParserSees() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
      element(out, random, 0);
      byte[] document = bytes(out.toString());
      assertThat(scanned(document)).as(out.toString()).isEqualTo(parsed(document));
    }
  }

  private static void element(StringBuilder out, Random random, int depth) {
    String name = (random.nextInt(5) == 0 ? "s3:" : "") + "E" + random.nextInt(40);
    String space = name.startsWith("s3:") ? " xmlns:s3='urn:x'" : "";
    String attribute = random.nextInt(4) == 0 ? " a=\"x>y/\"" : "";
    out.append('<').append(name).append(space).append(attribute);
    if (random.nextInt(8) == 0) {
      out.append(random.nextBoolean() ? "/>" : " />");
      return;
    }
    out.append('>');
    if (depth < 3 && random.nextInt(2) == 0) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        out.append(random.nextBoolean() ? "\n  " : "");
        element(out, random, depth + 1);
      }
    } else {
      text(out, random);
    }
    out.append("</").append(name).append(random.nextInt(6) == 0 ? " >" : ">");
  }

  private static void text(StringBuilder out, Random random) {
    String[] pieces = {
      "a",
      "/",
      " ",
      "&amp;",
      "&lt;",
      "&gt;",
      "&quot;",
      "&apos;",
      "&#65;",
      "&#x1F648;",
      "\u00fc",
      "\u4e2d",
      "\uD83D\uDE48",
      "%20",
      "+",
      "]",
      "\n"
    };
    for (int i = random.nextInt(12); i > 0; i--) {
      out.append(pieces[random.nextInt(pieces.length)]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a",
        "<a b='",
        "<!DOCTYPE a []><a/>",
        "<a><!-- x --></a>",
        "<a>&nbsp;</a>",
        "<a>&#xZZ;</a>",
        "<a>&amp</a>",
        "<>",
        "<?xml"
      })
  void refusesWhatS3NeverSends(String document) {
    assertThatThrownBy(() -> scanned(bytes(document))).isInstanceOf(IOException.class);
  }

  @Test
  void anythingEndsInAnAnswerOrAnError() {
    Random random = new Random(11);
    String alphabet = "<>/?!&;=\"' ab:#x1";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder out = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        out.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(scanned(bytes(out.toString()))).isNotNull();
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("the reply ");
      }
    }
  }
}
