/// Management of the people whom this index knows: whoever signed in once, or was given a role.
@NullMarked
package dev.hallmark.upload.people;

import org.jspecify.annotations.NullMarked;
