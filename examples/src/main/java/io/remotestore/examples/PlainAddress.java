package io.remotestore.examples;

import io.remotestore.spi.Address;

/** What keys are called where they have no other names: their backend calls them as we do. */
record PlainAddress(String backend, String service) implements Address {
  @Override
  public String nativePath(String key) {
    return key;
  }

  @Override
  public String toKey(String nativePath) {
    return nativePath;
  }

  @Override
  public boolean owns(String nativePath) {
    return true;
  }
}
