import { type Address, opcodes } from '@mvm/protocol'
import { assemble } from '../bytecode/assemble.ts'

/** How a program is reached: as the transaction's own frame, or through one of these opcodes. */
export const routes = [
  'depth 0',
  'CALL',
  'DELEGATECALL',
  'STATICCALL',
  'CREATE',
  'CREATE2',
] as const
export type Route = (typeof routes)[number]

const JUMP = 0x56
const JUMPI = 0x57
/** Enough for every opcode: SWAP16 takes 17 words. */
const MOST_INPUTS = 17

/** The first of some equivalent programs in which an opcode does not stand; the last if there is none. */
function without(opcode: number, ...programs: readonly string[]): string {
  const name = [...opcodes].find(([, number]) => number === opcode)?.[0]
  const uses = (program: string): boolean => name !== undefined && program.split(' ').includes(name)
  return programs.find((program) => !uses(program)) ?? (programs.at(-1) as string)
}

/** A program that does something, then executes an opcode with inputs that suffice, then returns a byte. */
export function programOf(opcode: number, route: Route): Uint8Array {
  const before = without(
    opcode,
    route === 'STATICCALL' ? '' : 'PUSH1 7 PUSH1 9 SSTORE PUSH0 PUSH0 LOG0',
    '',
  )
  const head = before === '' ? new Uint8Array() : assemble(before)
  const zero = without(opcode, 'PUSH0', 'PUSH1 0')
  const isJump = opcode === JUMP || opcode === JUMPI
  // Two PUSH1 and the jump itself come before the JUMPDEST.
  const target = head.length + 5
  const inputs = isJump
    ? `PUSH1 ${target} PUSH1 ${target}`
    : Array.from({ length: MOST_INPUTS }, () => zero).join(' ')
  const isPush = opcode >= 0x60 && opcode <= 0x7f
  const immediate = new Uint8Array(isPush ? opcode - 0x5f : 0)
  const tail = assemble('JUMPDEST PUSH1 1 PUSH0 MSTORE8 PUSH1 1 PUSH0 RETURN')
  return Uint8Array.from([...head, ...assemble(inputs), opcode, ...immediate, ...tail])
}

/**
 * A program that goes the route to the inner one and keeps what came of it and the gas that is left. The inner
 * one is at `inner` for calls, in the call data for creations. Avoids the opcode wherever there is another way.
 */
export function routeTo(
  route: Exclude<Route, 'depth 0'>,
  inner: Address,
  opcode: number,
): Uint8Array {
  const zero = without(opcode, 'PUSH0', 'PUSH1 0')
  const zeros = (count: number): string => Array.from({ length: count }, () => zero).join(' ')
  const address = without(opcode, `PUSH20 ${inner}`, `PUSH21 ${inner}`)
  const gas = without(opcode, 'PUSH3 100000', 'PUSH4 100000')
  const size = without(opcode, 'CALLDATASIZE', 'PUSH2 200')
  // Without CALLDATACOPY the init code comes word by word, as far as it can be told apart.
  const copy = without(
    opcode,
    `${size} ${zeros(2)} CALLDATACOPY`,
    [0, 32, 64, 96].map((at) => `PUSH1 ${at} CALLDATALOAD PUSH1 ${at} MSTORE`).join(' '),
  )
  const go = {
    CALL: `${zeros(5)} ${address} ${gas} CALL`,
    DELEGATECALL: `${zeros(4)} ${address} ${gas} DELEGATECALL`,
    STATICCALL: `${zeros(4)} ${address} ${gas} STATICCALL`,
    CREATE: `${copy} ${size} ${zeros(2)} CREATE`,
    CREATE2: `${copy} ${zero} ${size} ${zeros(2)} CREATE2`,
  }[route]
  const keep = without(
    opcode,
    'PUSH1 1 ADD PUSH0 SSTORE GAS PUSH1 1 SSTORE',
    `${zero} MSTORE GAS PUSH2 32 MSTORE PUSH2 64 ${zero} LOG0`,
  )
  return assemble(`${go} ${keep}`)
}
