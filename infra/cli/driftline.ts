#!/usr/bin/env node
import { check } from './check.ts';
import { main } from './main.ts';

// `check` is called most, and often for files that are read sooner than modules are found: it is bundled with what starts
// it. Whatever else is called comes with a `main` of its own, whose errors are the same classes as its commands'.
if (process.argv[2] === 'check') await main({ check: async () => check });
else await import('./any-command.ts');
