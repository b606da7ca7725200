/**
 * The backend for files that a web server hands out: {@code type = "http"}, to be read only.
 *
 * <p>What a server can do shows in its replies, so a store promises what holds for all of them:
 *
 * <ul>
 *   <li>A read is one GET. Where the server gives a strong entity tag, a read that broke off goes
 *       on at the byte where it stopped, and {@code open} is bound to one state of the file. A weak
 *       tag stays readable in {@link io.remotestore.FileInfo#etag()}, but {@link
 *       io.remotestore.FileInfo#revision()} is null: equal weak tags do not mean equal bytes. In
 *       {@code ifNoneMatch} it works: {@code Revision.of(info.etag())}.
 *   <li>A server that answers a range with the whole file is read up to the range, and no further
 *       than its end.
 *   <li>A size that the server does not tell is {@link io.remotestore.FileInfo#UNKNOWN_SIZE}. A
 *       body that has neither a length nor chunks ends where the connection does: that it is whole
 *       cannot be known.
 *   <li>Content is asked for as it is ({@code Accept-Encoding: identity}) and never decoded. A
 *       reply in another coding, such as {@code gzip}, is handed out as it came: its coding is in
 *       the content headers, the size is unknown and there is no revision, since the server may
 *       have made the bytes for this reply alone.
 * </ul>
 */
@NullMarked
package io.remotestore.http;

import org.jspecify.annotations.NullMarked;
