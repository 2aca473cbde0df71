// Judges the document on standard input by Redocly's recommended rules: a list of `<rule> <place>: <message>`. In a process of its own, for Jest loads no ES modules.
import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const config = await createConfig({ extends: ['recommended'] });
const found = await lintFromString({ source: readFileSync(0, 'utf8'), absoluteRef: 'openapi.json', config });
const told = found.map(({ ruleId, message, location: [place] }) => `${ruleId} ${place?.pointer ?? ''}: ${message}`);
process.stdout.write(JSON.stringify(told));
