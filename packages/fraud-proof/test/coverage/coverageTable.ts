import { precompiles } from '../../src/precompile/precompiles.ts'
import { excluded, precompileOutcomes } from '../precompile/precompileCells.ts'
import { kindOutcomes, neverMet, neverSkipped } from './kindOutcomes.ts'
import { exclusionOf, opcodes, outcomes } from './opcodeOutcomes.ts'

/** Something that a step can come to, such as `SLOAD: cold`. */
export interface TableCell {
  readonly name: string
  /** Why it cannot; `null` if it can. */
  readonly exclusion: string | null
}

const IDENTITY = 4

/** Opcode × outcome, precompile × outcome, and each other kind of step × outcome. */
export function coverageTable(): readonly TableCell[] {
  const numbers = [IDENTITY, ...Object.keys(precompiles).map(Number)]
  return [
    ...opcodes.flatMap((rule) =>
      outcomes.map((outcome) => cell(rule.name, outcome, exclusionOf(rule, outcome))),
    ),
    ...numbers.flatMap((number) =>
      precompileOutcomes.map((outcome) =>
        cell(`precompile ${number}`, outcome, excluded(number, outcome)),
      ),
    ),
    ...Object.entries(kindOutcomes).flatMap(([kind, met]) =>
      met.map((outcome) => cell(kind, outcome, null)),
    ),
    ...neverMet.map(([kind, outcome, why]) => cell(kind, outcome, why)),
    ...[...neverSkipped].flatMap(([reason, why]) =>
      ['TX_NEXT', 'TX_CHECK', 'TX_TAX'].map((kind) => cell(kind, `skips ${reason}`, why)),
    ),
  ]
}

function cell(what: string, outcome: string, exclusion: string | null): TableCell {
  return { name: `${what}: ${outcome}`, exclusion }
}
