package io.remotestore.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("bucket", "endpoint_url", "key", "secret", "region_name", "root");

  @ParameterizedTest
  @CsvSource({
    "rooot,root", "buckte,bucket", "BUCKET,bucket", "endpoint-url,endpoint_url",
    "access_key,key", "secret_key,secret", "regionName,region_name", "region,region_name"
  })
  void findsWhatWasMeant(String given, String expected) {
    assertThat(Nearest.of(given, KNOWN)).isEqualTo(expected);
  }

  @Test
  void listsWhatIsKnownWhereNothingIsNear() {
    assertThat(Nearest.hint("zzz", List.of("a1", "b2"))).isEqualTo("known: a1, b2");
    assertThat(Nearest.hint("zzz", List.of())).isEqualTo("there are none");
    assertThat(Nearest.hint("bukcet", KNOWN)).isEqualTo("did you mean 'bucket'?");
  }

  @Test
  void countsEdits() {
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("abcd", "abdc")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
