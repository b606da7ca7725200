/**
 * The read-only backend for files of a web server: {@code type = "http"}.
 *
 * <p>Only the replies show the abilities of a server, so a store promises what holds for all of
 * them:
 *
 * <ul>
 *   <li>A read is one GET. If the server sends a strong entity tag, a read that broke off goes on
 *       at the byte where it stopped, and {@code open} is bound to one state of the file. A weak
 *       tag stays readable in {@link io.remotestore.FileInfo#etag()}, but {@link
 *       io.remotestore.FileInfo#revision()} is null: equal weak tags do not mean equal bytes. In
 *       {@code ifNoneMatch} it works: {@code Revision.of(info.etag())}.
 *   <li>If the server answers a range with the whole file, the bytes before the range are dropped,
 *       and those after it are not read.
 *   <li>If the server sends no size, the size is {@link io.remotestore.FileInfo#UNKNOWN_SIZE}. A
 *       body without a length and without chunks ends with the connection: a truncated one looks
 *       whole.
 *   <li>Content is requested unencoded ({@code Accept-Encoding: identity}) and never decoded. A
 *       reply in another coding, such as {@code gzip}, is returned as it came: its coding is in the
 *       content headers, the size is unknown and there is no revision, since the server may have
 *       made the bytes for this reply only.
 * </ul>
 */
@NullMarked
package io.remotestore.http;

import org.jspecify.annotations.NullMarked;
