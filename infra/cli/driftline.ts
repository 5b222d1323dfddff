#!/usr/bin/env node
import { join } from 'node:path';
import { runCompiled } from './run-compiled.ts';

// `check` is called most, and often for files that are read sooner than modules are found: it is one script, compiled by
// the build. Whatever else is called comes as modules, with a `main` of its own.
if (process.argv[2] === 'check') runCompiled(join(import.meta.dirname, 'check.js'));
else void import('./any-command.ts');
