package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** URLs that are signed here, for which no server is asked. */
class PresignTest {
  private static final String QUERY =
      "?region_name=eu-west-1&key=AKIDEXAMPLE&secret=not-to-be-shown";

  private final CommandLineRun cli;

  PresignTest(@TempDir Path folder) {
    this.cli = new CommandLineRun(folder);
  }

  @Test
  void theUrlStandsAlone() {
    assertThat(cli.run("presign", "s3://data/a%20b.txt" + QUERY)).isZero();
    assertThat(cli.out())
        .startsWith("https://data.s3.eu-west-1.amazonaws.com/a%20b.txt?")
        .contains("X-Amz-Expires=3600", "AKIDEXAMPLE", "&X-Amz-Signature=")
        .hasLineCount(1);
    assertThat(cli.out() + cli.err()).doesNotContain("not-to-be-shown");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void headersOfAWriteAreTold() {
    String address = "s3://data/a.csv" + QUERY;
    assertThat(
            cli.run("presign", "-m", "write", "-e", "10m", "-H", "Content-Type=text/csv", address))
        .isZero();
    assertThat(cli.out())
        .contains("X-Amz-Expires=600", "X-Amz-SignedHeaders=content-type%3Bhost")
        .hasLineCount(1);
    assertThat(cli.err()).isEqualTo("to be sent with it: -H 'content-type: text/csv'\n");

    assertThat(cli.run("presign", "--json", "--method", "delete", address)).isZero();
    assertThat(cli.out())
        .startsWith("{\"address\":\"s3://data/a.csv?region_name=eu-west-1&key=***&secret=***\"")
        .contains("\"method\":\"DELETE\"", "\"url\":\"https://data.s3.", "\"expires\":\"20")
        .doesNotContain("not-to-be-shown");
  }

  @Test
  void headersAreQuotedForAShell() {
    String header = "content-disposition=attachment; filename=it's";
    assertThat(cli.run("presign", "-m", "write", "-H", header, "s3://data/a.csv" + QUERY)).isZero();
    assertThat(cli.err())
        .isEqualTo("to be sent with it: -H 'content-disposition: attachment; filename=it'\\''s'\n");
  }

  @Test
  void aKeyOfTheCustomerIsForProgramsOnly() {
    String key = "a2V5IHRoYXQgaXMgbm90IHRvIGJlIHNob3duIDAwMDA=";
    String address =
        "s3://data/a.csv" + QUERY + "&encryption=customer&customer_key=" + key.replace("=", "%3D");
    assertThat(cli.run("presign", address)).isZero();
    assertThat(cli.err())
        .contains("-H 'x-amz-server-side-encryption-customer-key: ***'")
        .endsWith("; --json shows the values masked as ***\n");
    assertThat(cli.out() + cli.err()).doesNotContain(key);
    assertThat(cli.run("presign", "--json", address)).isZero();
    assertThat(cli.out()).contains("\"x-amz-server-side-encryption-customer-key\":\"" + key);
  }

  @Test
  void whatDoesNotGoIsSaid() {
    String address = "s3://data/a.csv" + QUERY;
    assertThat(cli.run("presign", "-m", "list", address)).isEqualTo(2);
    assertThat(cli.err()).contains("no method 'list': it is read, write, head or delete");
    assertThat(cli.run("presign", "-H", "content-type=text/csv", address)).isEqualTo(2);
    assertThat(cli.err()).contains("--header goes with --method write only");
    assertThat(cli.run("presign", "-m", "write", "-H", "x-y=z", address)).isEqualTo(2);
    assertThat(cli.err()).contains("not a content header: x-y");
    assertThat(cli.run("presign", "-e", "1y", address)).isEqualTo(2);
    assertThat(cli.err()).contains("'1y' is not a length of time");
    assertThat(cli.run("presign", "a.csv")).isEqualTo(2);
    assertThat(cli.err())
        .contains("does not support PRESIGN: no server here takes a request that is signed");
  }
}
