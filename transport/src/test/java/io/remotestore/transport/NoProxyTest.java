package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts are reached without the proxy. */
final class NoProxyTest {

  private static boolean serves(String exclusion, String url) {
    return new ProxyOptions("proxy.test", 3128, null, List.of("unrelated.test", exclusion))
        .serves(Endpoint.of(URI.create(url)));
  }

  @ParameterizedTest
  @CsvSource({
    "corp.example, https://corp.example",
    "corp.example, https://s3.corp.example",
    "' Corp.Example ', https://S3.Corp.Example",
    ".corp.example, https://a.b.corp.example",
    ".corp.example, https://corp.example",
    "*.corp.example, https://s3.corp.example",
    "*, https://anywhere.test",
    "corp.example:443, https://corp.example",
    "corp.example:9000, http://s3.corp.example:9000",
    "10.1.2.3, http://10.1.2.3",
    "10.1.2.3:9000, http://10.1.2.3:9000",
    "10.0.0.0/8, http://10.200.3.4",
    "192.168.4.0/22, http://192.168.7.255",
    "0.0.0.0/0, http://1.2.3.4",
    "'2001:db8::1', http://[2001:db8:0::1]",
    "'[2001:db8::1]', http://[2001:db8::1]",
    "'[2001:db8::1]:9000', http://[2001:db8::1]:9000",
    "'2001:db8::/33', http://[2001:db8:7fff::1]"
  })
  void isReachedWithout(String exclusion, String url) {
    assertThat(serves(exclusion, url)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "corp.example, https://mycorp.example",
    "corp.example, https://corp.example.org",
    "corp.example:443, https://corp.example:8443",
    "corp.example:, https://corp.example",
    "'', https://corp.example",
    "., https://corp.example",
    "2.3, http://10.1.2.3",
    "10.1.2.3:80, http://10.1.2.3:81",
    "10.0.0.0/8, http://11.0.0.0",
    "10.0.0.0/8, http://10.corp.example",
    "10.0.0.0/33, http://10.0.0.0",
    "10.0.0.0/x, http://10.0.0.0",
    "192.168.4.0/22, http://192.168.8.0",
    "'2001:db8::/33', http://[2001:db8:8000::1]",
    "'2001:db8::/8', http://32.1.13.184",
    "'2001:db8::1', http://[2001:db8::2]",
    "300.1.1.1, http://10.1.1.1"
  })
  void isReachedThroughIt(String exclusion, String url) {
    assertThat(serves(exclusion, url)).isTrue();
  }
}
