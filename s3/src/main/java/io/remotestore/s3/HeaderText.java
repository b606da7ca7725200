package io.remotestore.s3;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Header values that are not ASCII. A character of a field is a byte. Other programs mostly store
 * UTF-8, and a copy must send the same bytes.
 */
final class HeaderText {

  private HeaderText() {}

  /**
   * Returns the text that the bytes of a field are in UTF-8; the field itself where they are none.
   */
  static String read(String field) {
    if (isAscii(field)) {
      return field;
    }
    try {
      byte[] bytes = field.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return field;
    }
  }

  /** Returns a field whose bytes are a text in UTF-8. */
  static String bytes(String text) {
    return isAscii(text)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }
}
