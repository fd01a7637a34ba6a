/// The data folder of one standalone index: its layout, its secrets and what it tells other programs.
@NullMarked
package dev.hallmark.standalone.folder;

import org.jspecify.annotations.NullMarked;
