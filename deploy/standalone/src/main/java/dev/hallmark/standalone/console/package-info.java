/// What a person at the terminal reads: short lines, and one line when something cannot be done.
@NullMarked
package dev.hallmark.standalone.console;

import org.jspecify.annotations.NullMarked;
