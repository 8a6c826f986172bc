import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machineTables } from './machineTables.ts'
import { withTables } from './withTables.ts'

// Prints the tables of docs/machine.md anew into it: node packages/fraud-proof/docs/print.ts

const root = join(import.meta.dirname, '../../..')
const place = join(root, 'docs/machine.md')
const costs = JSON.parse(
  readFileSync(join(root, 'packages/fraud-proof/snapshots/OneStep.json'), 'utf8'),
)
writeFileSync(place, withTables(readFileSync(place, 'utf8'), machineTables(costs)))
