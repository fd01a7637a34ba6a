package dev.hallmark.upload.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Open to anybody, deliberately; the method's Javadoc says why.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Anybody {}
