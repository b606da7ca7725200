package io.remotestore.spi;

/** The optional primitives of a {@link Driver}. */
public enum Primitive {
  /** {@link Driver#openRead}. */
  OPEN_READ,
  /** {@link Driver#put}. */
  PUT,
  /** {@link Driver#openWrite}. */
  OPEN_WRITE,
  /** {@link Driver#beginParts}, {@link Driver#putPart}, and the other two of a part upload. */
  MULTIPART,
  /** {@link Driver#list}. */
  LIST,
  /** {@link Driver#listVersions}, and versions in requests. */
  VERSIONS,
  /** {@link Driver#delete}. */
  DELETE,
  /** {@link Driver#deleteMany}. */
  DELETE_MANY,
  /** {@link Driver#rename}. */
  RENAME,
  /** {@link Driver#copy}. */
  COPY,
  /** {@link Driver#beginCopy} and {@link Driver#copyPart}; with {@link #MULTIPART} only. */
  COPY_PARTS,
  /** {@link Driver#createFolder} and {@link Driver#removeFolder}. */
  FOLDERS,
  /** {@link Driver#presign}. */
  PRESIGN,
  /** {@link Driver#unfinishedWrites} and {@link Driver#discard}. */
  UPLOADS
}
