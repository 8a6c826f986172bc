import { type OpcodeRule, opcodeRules } from '../../src/index.ts'
import { ALWAYS_PERMITTED } from '../../src/opcode/isPermitted.ts'
import { opcodeHandlers } from '../../src/step/opcodeHandlers.ts'
import { pushOf } from './programs.ts'
import { ALL, OTHER, type Program, TestMachine } from './TestMachine.ts'

/** How the execution of an opcode can end, or what it can meet. */
export type Outcome =
  | 'ok'
  | 'out of gas'
  | 'underflow'
  | 'overflow'
  | 'static violation'
  | 'permission denied'
  | 'memory growth'
  | 'cold'
  | 'warm'

export interface Cell {
  readonly rule: OpcodeRule
  readonly outcome: Outcome
  readonly program: Program
  /** Which execution of the opcode the cell is about: 2 is the second one. */
  readonly run: number
}

const GAS = 200_000n
const RETURNDATACOPY = 0x3e
const INVALID = 0xfe
/** What only another module can make possible, by opcode and outcome. */
const notYet = new Map([
  [`${RETURNDATACOPY} memory growth`, 'no frame has return data before calls'],
])

/** Every cell of the opcodes that are built: opcode × outcome, less what cannot happen. */
export function cells(): Cell[] {
  return Object.keys(opcodeHandlers).flatMap((key) => {
    const rule = opcodeRules[Number(key)] as OpcodeRule
    return outcomesOf(rule)
      .filter((outcome) => !notYet.has(`${rule.opcode} ${outcome}`))
      .map((outcome) => ({
        rule,
        outcome,
        program: programOf(rule, outcome),
        run: outcome === 'warm' ? 2 : 1,
      }))
  })
}

/** The outcomes that an opcode's rule makes possible. */
function outcomesOf(rule: OpcodeRule): Outcome[] {
  const { opcode } = rule
  const conditions: readonly [Outcome, boolean][] = [
    ['ok', opcode !== INVALID],
    ['out of gas', rule.gas > 0n || rule.growsMemory || rule.hasColdPrice],
    ['underflow', rule.pops > 0],
    ['overflow', rule.pushes > rule.pops],
    ['static violation', rule.writes],
    ['permission denied', !ALWAYS_PERMITTED.includes(opcode)],
    ['memory growth', rule.growsMemory],
    ['cold', rule.hasColdPrice],
    ['warm', rule.hasColdPrice],
  ]
  return conditions.flatMap(([outcome, isPossible]) => (isPossible ? [outcome] : []))
}

function programOf(rule: OpcodeRule, outcome: Outcome): Program {
  const { opcode } = rule
  const code = executing(rule, outcome === 'memory growth' || outcome === 'out of gas')
  switch (outcome) {
    case 'out of gas':
      return { code, gas: justTooLittle(code, opcode) }
    case 'underflow':
      return { code: Uint8Array.of(opcode), gas: GAS }
    case 'overflow': {
      const filling = Array.from({ length: 1024 }, () => 0x5f)
      return { code: Uint8Array.from([...filling, opcode]), gas: GAS }
    }
    case 'static violation':
      return { code, gas: GAS, isStatic: true }
    case 'permission denied':
      return { code, gas: GAS, mask: ALL & ~(1n << BigInt(opcode)) }
    case 'warm':
      return { code: Uint8Array.from([...code, ...code]), gas: GAS }
    default:
      return { code, gas: GAS }
  }
}

/** A program that executes the opcode once on values that it can work with. */
function executing(rule: OpcodeRule, far: boolean): Uint8Array {
  const { opcode, pops } = rule
  if (opcode === 0x56) return Uint8Array.of(0x60, 3, 0x56, 0x5b)
  if (opcode === 0x57) return Uint8Array.of(0x60, 1, 0x60, 5, 0x57, 0x5b)
  const args = [...argsOf(rule, far ? 100n : 0n)]
  while (args.length < pops) args.push(BigInt(args.length + 3))
  const data = opcode >= 0x60 && opcode <= 0x7f ? opcode - 0x5f : 0
  const suffix = Array.from({ length: data }, (_, i) => i + 1)
  return Uint8Array.from([...args.toReversed().flatMap(pushOf), opcode, ...suffix])
}

/** The first values for an opcode, the top of the stack first. */
function argsOf({ opcode, module, growsMemory }: OpcodeRule, offset: bigint): readonly bigint[] {
  if (opcode === RETURNDATACOPY) return [offset, 0n, 0n]
  if (opcode === 0x37 || opcode === 0x39 || opcode === 0x5e) return [offset, 0n, 40n]
  if (opcode === 0x3c) return [BigInt(OTHER), offset, 1n, 40n]
  if (opcode === 0x40) return [299n]
  if (module === 'AccountStep') return [BigInt(OTHER)]
  if (growsMemory) return [offset, 40n]
  return []
}

/** One less gas than what is used up to the end of the opcode. */
function justTooLittle(code: Uint8Array, opcode: number): bigint {
  const records = new TestMachine({ code, gas: GAS }).record()
  const record = records.find(({ state }) => opcodeOf(state, code) === opcode)
  const after = record?.after
  if (after === undefined || !('frame' in after) || after.frame === null) {
    throw new Error(`opcode ${opcode} does not run`)
  }
  return GAS - after.frame.gas - 1n
}

/** The opcode that a state of the outermost frame is about to execute. */
export function opcodeOf(state: object, code: Uint8Array): number | undefined {
  if (!('kind' in state) || state.kind !== 4 || !('frame' in state)) return undefined
  const { pc } = state.frame as { pc: number }
  return pc < code.length ? code[pc] : 0
}
