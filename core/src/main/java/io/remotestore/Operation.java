package io.remotestore;

import java.util.Locale;

/** What a caller asked of a store, as errors and events name it. */
public enum Operation {
  /** {@link Store#read} and its conveniences. */
  READ,
  /** {@link Store#open} and what the reader does. */
  OPEN,
  /** {@link Store#write}, {@link Store#openWrite} and their conveniences. */
  WRITE,
  /** {@link Store#exists}, {@link Store#isFile} and {@link Store#isFolder}. */
  EXISTS,
  /** {@link Store#getFileInfo} and {@link Store#head}. */
  GET_FILE_INFO,
  /** {@link Store#getFolderInfo}. */
  GET_FOLDER_INFO,
  /** {@link Store#listFiles}, {@link Store#listFolders}, {@link Store#iterChildren}, pages. */
  LIST,
  /** {@link Store#glob}. */
  GLOB,
  /** {@link Store#listVersions}. */
  LIST_VERSIONS,
  /** {@link Store#delete} and {@link Store#deleteAll}. */
  DELETE,
  /** {@link Store#deleteFolder}. */
  DELETE_FOLDER,
  /** {@link Store#move}. */
  MOVE,
  /** {@link Store#copy} and {@link Store#copyFrom}. */
  COPY,
  /** {@link Store#createFolder}. */
  CREATE_FOLDER,
  /** {@link Store#ping}. */
  PING,
  /** {@link Store#presign}. */
  PRESIGN,
  /** {@link Store#uploads}. */
  UPLOADS,
  /**
   * {@link Store#resolve}, {@link Store#nativePath}, {@link Store#toKey} and {@link Store#child}.
   */
  RESOLVE,
  /** {@link Store#unwrap}. */
  UNWRAP,
  /** {@link Store#close}. */
  CLOSE,
  /** Making a store from configuration, a URL or code. */
  CONFIGURE;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', ' ');

  /** The name in lower-case words. */
  @Override
  public String toString() {
    return text;
  }
}
