package io.remotestore.examples.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CsvFormatTest {
  private static final List<Plane> PLANES =
      List.of(
          new Plane("N1", 1999, "A, \"B\" & Söhne", "line\nbreak", 2),
          new Plane("N2", null, "C", "D", 300));

  private static byte[] bytes(CsvFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(Plane.TABLE, PLANES, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(CsvFormat format) throws IOException {
    assertThat(format.read(new ByteArrayInputStream(bytes(format)), Plane::of)).isEqualTo(PLANES);
  }

  @ParameterizedTest
  @EnumSource
  void equalRowsGiveEqualBytes(CsvFormat format) throws IOException {
    assertThat(bytes(format)).isEqualTo(bytes(format));
  }

  @Test
  void aMissingValueIsEmpty() throws IOException {
    assertThat(new String(bytes(CsvFormat.PLAIN), StandardCharsets.UTF_8))
        .startsWith("tail_number,year_built,manufacturer,model,seats\n")
        .endsWith("N2,,C,D,300\n");
  }

  @Test
  void aRowWithoutARequiredValueNamesTheColumn() {
    byte[] csv = "carrier,name\nUA,NA\n".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CsvFormat.PLAIN.read(new ByteArrayInputStream(csv), Airline::of))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row has no value in column name");
  }
}
