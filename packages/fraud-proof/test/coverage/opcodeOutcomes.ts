import { type OpcodeRule, opcodeRules } from '../../src/index.ts'
import { ALWAYS_PERMITTED } from '../../src/opcode/isPermitted.ts'
import { coldOpcodes } from './coldOpcodes.ts'
import { memoryRanges } from './memoryRanges.ts'

/** How the execution of an opcode can end, or what it can meet. */
export type Outcome = (typeof outcomes)[number]

export const outcomes = [
  'ok',
  'out of gas',
  'underflow',
  'overflow',
  'static violation',
  'permission denied',
  'memory growth',
  'memory above the limit',
  'refused',
  'cold',
  'warm',
] as const

const CALL = 0xf1
const INVALID = 0xfe
const FREE = [0x00, INVALID]
/** By name: what halts though permitted, on a stack that will do, with gas and memory for it, and free to write. */
const refusing = ['RETURNDATACOPY', 'JUMP', 'JUMPI', 'CREATE', 'CREATE2', 'INVALID']

/** Why an opcode cannot have an outcome; `null` if it can. */
export function exclusionOf(rule: OpcodeRule, outcome: Outcome): string | null {
  const { opcode, name, gas, pops, pushes, writes } = rule
  switch (outcome) {
    case 'ok':
      return opcode === INVALID ? 'it does nothing but halt' : null
    case 'out of gas':
      return FREE.includes(opcode) && gas === 0n ? 'it costs nothing' : null
    case 'underflow':
      return pops === 0 ? 'it takes no values' : null
    case 'overflow':
      return pushes <= pops ? 'it leaves no more values than it takes' : null
    case 'static violation':
      // CALL is no write, unless a value goes with it.
      return writes || opcode === CALL ? null : 'static frames may execute it'
    case 'permission denied':
      return ALWAYS_PERMITTED.includes(opcode) ? 'no charter can deny it (spec 2.3)' : null
    case 'memory growth':
    case 'memory above the limit':
      return memoryRanges.has(name) ? null : 'it has no range of memory'
    case 'refused':
      return refusing.includes(name) ? null : 'what it takes and costs is all that it asks for'
    default:
      return coldOpcodes.has(name)
        ? null
        : 'it accesses no account or slot, or one that is always warm'
  }
}

/** The opcodes of the table. */
export const opcodes: readonly OpcodeRule[] = opcodeRules.filter((rule) => rule !== undefined)
