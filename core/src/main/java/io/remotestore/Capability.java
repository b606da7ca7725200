package io.remotestore;

/**
 * What an opened store can do.
 *
 * <p>Capabilities belong to the instance: two stores of one backend type can differ. Unless a
 * constant says otherwise, the methods that it gates throw {@link CapabilityNotSupportedException}
 * without it, before any I/O.
 */
public enum Capability {
  /**
   * Gates {@link Store#read}, {@link Store#readBytes}, {@link Store#readText}, {@link Store#open}.
   */
  READ,
  /** Gates {@link Store#write}, {@link Store#writeText}, {@link Store#openWrite}. */
  WRITE,
  /** Gates {@link Store#delete}, {@link Store#deleteAll}, {@link Store#deleteFolder}. */
  DELETE,
  /**
   * Gates {@link Store#listFiles}, {@link Store#listFolders}, {@link Store#iterChildren}, {@link
   * Store#listPage}, and {@link Store#getFolderInfo} with a depth.
   */
  LIST,
  /** Gates {@link Store#glob}. */
  GLOB,
  /** Gates {@link Store#move}. */
  MOVE,
  /** Gates {@link Store#copy}. */
  COPY,
  /**
   * A write is visible whole or not at all. Gates {@link Store#writeAtomic}, {@link
   * Store#openAtomic} and {@link WriteOptions#withAtomic}.
   */
  ATOMIC_WRITE,
  /** A quality: a move is one step to concurrent readers. Gates nothing. */
  ATOMIC_MOVE,
  /** Gates {@link Store#getFileInfo}, {@link Store#getFolderInfo}, {@link Store#head}. */
  METADATA,
  /** Gates a non-empty {@link WriteOptions#withMetadata}. */
  USER_METADATA,
  /** A quality: {@link Store#open} costs no more than {@link Store#read}. Gates nothing. */
  SEEKABLE_READ,
  /** A quality: a stream fetches what is read of it, not the whole file. Gates nothing. */
  LAZY_READ,
  /** A quality: {@link WriteResult} carries what the reply to the write said. Gates nothing. */
  WRITE_RESULT_NATIVE,

  /** Gates ranges in {@link ReadOptions}; without it {@link Store#open} fetches the whole file. */
  RANGE_READ,
  /**
   * Creating is decided by the backend in one step, so that of many writers one wins. Without it
   * {@link WriteOptions#create()} throws, as does a copy or move that may not overwrite.
   */
  CREATE_IF_ABSENT,
  /** Gates {@link WriteOptions#ifMatch}: a write that replaces one known state, in one step. */
  COMPARE_AND_SET,
  /** Gates {@link DeleteOptions#withIfMatch}. */
  CONDITIONAL_DELETE,
  /** Gates {@link CopyOptions#withSourceIfMatch} in copies on the server. */
  CONDITIONAL_COPY,
  /** Gates {@link WriteOptions#withContentType} and the other {@link ContentHeaders}. */
  CONTENT_HEADERS,
  /** Gates {@link WriteOptions#withTags}. */
  TAGS,
  /** Folders exist by themselves, empty ones too. Gates {@link Store#createFolder}. */
  EMPTY_FOLDERS,
  /** Gates {@link ListOptions#withOrdered}: entries in the order of their UTF-8 bytes. */
  ORDERED_LIST,
  /** Gates {@link ListOptions#withStartAfter}, {@link ListOptions#withResumeToken}. */
  LIST_FROM_KEY,
  /** A quality: {@link Store#deleteAll} takes one request for many keys. Gates nothing. */
  BULK_DELETE,
  /** A quality: {@link Store#copy} moves no bytes through this process. Gates nothing. */
  SERVER_COPY,
  /** Gates {@link Store#presign}. */
  PRESIGN,
  /**
   * Gates {@link Store#listVersions}, {@link ReadOptions#withVersion} and {@link
   * DeleteOptions#withVersion}.
   */
  VERSIONS,
  /** Gates {@link Store#uploads}. */
  UPLOADS
}
