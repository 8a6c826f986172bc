import type { WrittenAccount } from '@mvm/execution'
import { type Address, predeploys } from '@mvm/protocol'
import fc from 'fast-check'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { charterAccount } from '../../../execution/test/chain/charterAccount.ts'
import { word } from '../../../execution/test/chain/TestChain.ts'
import { opcodeHandlers } from '../../src/step/opcodeHandlers.ts'
import { other, rich, signed } from '../block/scenarioWorld.ts'
import { type DepositFields, type SteppedBlock, TestRollup } from '../block/TestRollup.ts'
import { programs, stateWord } from '../machine/programs.ts'
import { address } from '../machine/TestMachine.ts'

/** Addresses that the words of random programs hit now and then. */
const places = [0xc0de, 0x7e5, 0xabc].map(address)
/** What faults change. */
const favoured = [0x09, 0x54, 0x55, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xf1, 0xf5, 0xfa, 0xff]
const handled = Object.keys(opcodeHandlers).map(Number)
const MILLION = 10n ** 24n

const calling = (opcode: 'CALL' | 'STATICCALL', target: Address): string =>
  `PUSH1 32 PUSH0 PUSH0 PUSH0 ${opcode === 'CALL' ? 'PUSH0 ' : ''}PUSH20 ${target} PUSH3 60000 ${opcode} PUSH0 MLOAD ADD PUSH1 2 SSTORE`

/** What random programs hardly ever come to. */
const idioms = [
  'PUSH1 11 PUSH0 NOT PUSH0 NOT MULMOD PUSH1 3 SSTORE',
  'PUSH0 PUSH1 1 SSTORE PUSH0 PUSH1 2 SSTORE PUSH0 PUSH1 3 SSTORE',
  'PUSH1 5 PUSH1 4 SSTORE',
  'PUSH1 6 SLOAD POP',
  'PUSH1 9 PUSH1 8 PUSH1 64 PUSH0 LOG2',
  'PUSH1 3 PUSH0 PUSH0 PUSH0 CREATE2 POP',
  'CALLER SELFDESTRUCT',
  'PUSH0 PUSH0 REVERT',
  ...places.map((place) => calling('CALL', place)),
  ...places.map((place) => calling('STATICCALL', place)),
  calling('CALL', address(3)),
].map(assemble)

const program = fc.oneof(
  programs(handled, stateWord, favoured),
  fc
    .array(fc.constantFrom(...idioms), { minLength: 1, maxLength: 6 })
    .map((parts) => new Uint8Array(Buffer.concat(parts))),
)
const input = fc.record({
  isRich: fc.boolean(),
  to: fc.constantFrom('deposit', 'create', 'self', predeploys.l2ToL1MessagePasser, ...places),
  value: fc.constantFrom(0n, 0n, 3n, 700n, 10n ** 20n),
  gasLimit: fc.constantFrom(60_000n, 400_000n, 1_000_000n),
  tip: fc.constantFrom(0n, 1_000_000n),
  initCode: program,
})

interface RandomInputs {
  readonly codes: readonly Uint8Array[]
  readonly inputs: readonly (typeof input extends fc.Arbitrary<infer Input> ? Input : never)[]
}

/** Contracts that call each other, and what is sent to them. */
export const randomInputs: fc.Arbitrary<RandomInputs> = fc.record({
  codes: fc.array(program, { minLength: places.length, maxLength: places.length }),
  inputs: fc.array(input, { minLength: 1, maxLength: 8 }),
})

/** A block of them. */
export function randomBlock({ codes, inputs }: RandomInputs): Promise<SteppedBlock> {
  const storage = new Map([0, 1, 2, 3, 4, 5, 6].map((slot) => [word(slot), word(slot + 3)]))
  const accounts = new Map<Address, Partial<WrittenAccount>>([
    [rich.address, { balance: MILLION }],
    [other.address, { balance: MILLION }],
    [predeploys.l2ToL1MessagePasser, { nonce: 1n, code: assemble('CALLER CALLVALUE SSTORE') }],
    ...places.map(
      (place, i) =>
        [place, { nonce: 1n, balance: 9n, code: codes[i] as Uint8Array, storage }] as const,
    ),
    [
      predeploys.dacMaster,
      charterAccount({
        denied: new Map([[other.address, [0x09, 0xa1, 0xf0]]]),
        tax: [{ threshold: 2n, rate: 2_000 }],
        treasury: address(0x7ea5),
      }),
    ],
  ])
  // Deposits come first, and take nonces.
  const depositsOf = (who: boolean): number =>
    inputs.filter(({ to, isRich }) => to === 'deposit' && isRich === who).length
  const nonces = new Map([
    [rich, BigInt(depositsOf(true))],
    [other, BigInt(depositsOf(false))],
  ])
  const deposits: DepositFields[] = []
  const transactions: Uint8Array[] = []
  for (const { isRich, to, value, gasLimit, tip, initCode } of inputs) {
    const from = isRich ? rich : other
    if (to === 'deposit') {
      deposits.push({ from: from.address, to: places[0] as Address, mint: value, value, gasLimit })
      continue
    }
    const nonce = nonces.get(from) as bigint
    nonces.set(from, nonce + 1n)
    const [target, data] =
      to === 'create'
        ? [null, initCode]
        : [to === 'self' ? from.address : (to as Address), new Uint8Array()]
    const fields = { nonce, value, gasLimit, maxPriorityFeePerGas: tip, to: target, data }
    transactions.push(signed(from, 2, fields))
  }
  const rollup = new TestRollup(accounts)
  return rollup.block(transactions, { deposits, l1BaseFee: 3_000_000_007n })
}
