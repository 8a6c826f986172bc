import type { WrittenAccount } from '@mvm/execution'
import { type Address, predeploys } from '@mvm/protocol'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { charterAccount } from '../../../execution/test/chain/charterAccount.ts'
import { user, word } from '../../../execution/test/chain/TestChain.ts'
import { createdAddress } from '../../src/opcode/createdAddress.ts'
import type { Scenario } from '../block/Scenario.ts'
import { other, rich, signed } from '../block/scenarioWorld.ts'
import { type BatchFields, TestRollup } from '../block/TestRollup.ts'
import { address } from '../machine/TestMachine.ts'

/** Has what a transfer and half of its tax cost, not the whole. */
const tight = user(31)
const fresh = user(32)
const nobody = address(0xdead)
const treasury = address(0x7ea5)

const MILLION = 10n ** 24n

/** Calls an address with all gas but that it keeps, and stores what came of it. */
const calling = (opcode: 'CALL' | 'STATICCALL' | 'DELEGATECALL', target: Address, gas = 'GAS') =>
  `PUSH0 PUSH0 PUSH0 PUSH0 ${opcode === 'CALL' ? 'PUSH0 ' : ''}PUSH20 ${target} ${gas} ${opcode}`

const writing = address(0xa1)
const writingDeep = address(0xa2)
const reading = address(0xa3)
const dying = address(0xa4)

/** No log's are another's. */
const topics = (count: number): string =>
  Array.from({ length: count }, (_, i) => `PUSH2 ${1_000 * count + i}`).join(' ')

const creating = (...salts: readonly number[]): string =>
  salts.map((salt) => `PUSH1 ${salt} PUSH0 PUSH0 PUSH0 CREATE2`).join(' ')

const programs = {
  /** SLOADs that have too little gas by the true price, or just enough by the other. */
  shortOfGas: [2_002, 2_050, 2_101, 2_102, 2_103]
    .map((gas) => `${calling('CALL', reading, `PUSH2 ${gas}`)} PUSH2 ${gas} SSTORE`)
    .join(' '),
  /** A static frame that lets one that it calls write. */
  staticDeep: `${calling('STATICCALL', writingDeep)} PUSH1 1 SSTORE ${calling('STATICCALL', writing)} PUSH1 2 SSTORE`,
  /** A frame that may not write. */
  staticOnly: `${calling('STATICCALL', reading)} POP`,
  logs: [0, 1, 2, 3, 4]
    .flatMap((count) =>
      ['PUSH0', 'PUSH1 32', 'PUSH1 33', 'PUSH3 40000'].map((size) => [count, size] as const),
    )
    .map(([count, size]) => `${topics(count)} ${size} PUSH1 7 LOG${count}`)
    .join(' '),
  creations: creating(1, 0, 2),
  /** A place that is taken costs all gas. */
  creationsOfOne: creating(0, 0),
  /** Destroys others: one that stays, one in a frame that fails, one twice. */
  deaths: `${calling('CALL', dying)} POP ${calling('CALL', dying)} POP PUSH1 5 PUSH1 5 SSTORE`,
  diesForItself: 'ADDRESS SELFDESTRUCT',
  failsAfterDeath: `${calling('CALL', dying)} PUSH0 PUSH0 REVERT`,
  /** A removal of what was set, of what was set before and of what is not there. */
  removals:
    'PUSH1 9 PUSH1 7 SSTORE PUSH0 PUSH1 7 SSTORE PUSH0 PUSH1 8 SSTORE PUSH0 PUSH1 1 SSTORE PUSH1 2 PUSH1 1 SSTORE PUSH0 PUSH1 1 SSTORE',
  products: ['PUSH0', 'PUSH1 11', 'PUSH0 NOT', 'PUSH1 1']
    .map((modulus, i) => `${modulus} PUSH0 NOT PUSH0 NOT MULMOD PUSH1 ${i} SSTORE`)
    .join(' '),
  hashes: `PUSH1 32 PUSH0 PUSH1 5 PUSH0 PUSH0 PUSH1 3 GAS CALL PUSH0 MLOAD PUSH1 1 SSTORE PUSH1 32 PUSH0 PUSH1 6 PUSH0 PUSH1 3 GAS STATICCALL PUSH0 MLOAD PUSH1 3 SSTORE PUSH1 10 PUSH0 PUSH1 5 PUSH0 PUSH1 3 GAS DELEGATECALL PUSH0 MLOAD PUSH1 2 SSTORE`,
} as const

type Program = keyof typeof programs

const placeOf = (program: Program): Address =>
  address(0xb00 + Object.keys(programs).indexOf(program))

function world(): ReadonlyMap<Address, Partial<WrittenAccount>> {
  const storage = new Map([1, 2, 3].map((slot) => [word(slot), word(9)]))
  return new Map<Address, Partial<WrittenAccount>>([
    [rich.address, { balance: MILLION }],
    [other.address, { balance: MILLION }],
    [tight.address, { balance: 10n ** 18n + 10n ** 17n + 10n ** 15n }],
    [createdAddress(rich.address, 1n), { nonce: 1n, balance: 3n }],
    [writing, { nonce: 1n, code: assemble('PUSH1 1 PUSH0 SSTORE') }],
    [writingDeep, { nonce: 1n, code: assemble(`${calling('CALL', writing)} POP`) }],
    [reading, { nonce: 1n, code: assemble('PUSH1 1 SLOAD'), storage }],
    [predeploys.l2ToL1MessagePasser, { nonce: 1n, code: assemble('CALLER CALLVALUE SSTORE') }],
    [dying, { nonce: 1n, balance: 50n, code: assemble('CALLER SELFDESTRUCT'), storage }],
    ...Object.entries(programs).map(
      ([name, program]) =>
        [
          placeOf(name as Program),
          { nonce: 1n, balance: 9n, code: assemble(program), storage },
        ] as const,
    ),
    [
      predeploys.dacMaster,
      charterAccount({
        denied: new Map([[other.address, [0x54, 0x55, 0xfa]]]),
        tax: [{ threshold: 0n, rate: 2_000 }],
        treasury,
      }),
    ],
  ])
}

function corner(
  name: string,
  transactions: readonly Uint8Array[],
  fields: BatchFields = {},
): Scenario {
  return { name, run: async () => [await new TestRollup(world()).block(transactions, fields)] }
}

const gasLimit = 3_000_000n

/** Blocks at the corners of what faults change. */
export const cornerBlocks: readonly Scenario[] = [
  ...Object.keys(programs).map((name) =>
    corner(name, [signed(rich, 2, { to: placeOf(name as Program), gasLimit })]),
  ),
  corner(
    'all programs, by one who may not do everything',
    Object.keys(programs).map((name, i) =>
      signed(other, 2, { nonce: BigInt(i), to: placeOf(name as Program), gasLimit: gasLimit / 2n }),
    ),
  ),
  corner('deposits that run all programs', [], {
    l1BaseFee: 1n,
    deposits: Object.keys(programs).map((name) => ({
      from: fresh.address,
      to: placeOf(name as Program),
      gasLimit: gasLimit / 2n,
    })),
  }),
  corner('a precompile as the outermost frame', [
    signed(rich, 2, { to: address(3), data: Uint8Array.of(1, 2, 3) }),
    signed(rich, 2, { nonce: 1n, to: address(3), gasLimit: 21_000n }),
    signed(rich, 2, { nonce: 2n, to: address(3), gasLimit: 21_640n }),
  ]),
  corner('the least taxes, and one that is too much', [
    ...[1n, 4n, 5n, 9n, 10n, 15n].map((value, i) =>
      signed(rich, 2, { nonce: BigInt(i), to: nobody, value }),
    ),
    signed(tight, 2, { to: nobody, value: 10n ** 18n, gasLimit: 21_000n }),
  ]),
  corner('failures of somebody whose nonce is given back', [
    signed(rich, 2, { to: placeOf('failsAfterDeath') }),
    signed(rich, 2, { to: nobody }),
    signed(rich, 2, { nonce: 1n, to: nobody }),
    signed(rich, 2, { nonce: 2n, to: null, data: assemble('POP') }),
  ]),
  corner('creations: one that destroys itself, one whose place is taken', [
    signed(rich, 2, { to: null, data: assemble('CALLER SELFDESTRUCT'), value: 200n }),
    signed(rich, 2, { nonce: 1n, to: null, data: assemble('STOP'), value: 200n }),
    signed(rich, 2, { nonce: 2n, to: nobody }),
  ]),
  corner('a withdrawal', [
    signed(rich, 2, { to: predeploys.l2ToL1MessagePasser, value: 7n }),
    signed(rich, 2, { nonce: 1n, to: nobody }),
  ]),
  corner('transactions to oneself', [
    signed(rich, 2, { to: rich.address, value: 1n }),
    signed(rich, 2, { nonce: 1n, to: rich.address, value: 1n }),
    signed(other, 2, { nonce: 1n, to: other.address }),
    signed(other, 2, { to: other.address, value: MILLION }),
    signed(other, 2, { to: nobody }),
  ]),
  corner('a failing deposit of one whom nobody knows', [], {
    deposits: [
      { from: fresh.address, to: placeOf('failsAfterDeath') },
      { from: fresh.address, to: placeOf('failsAfterDeath'), mint: 5n },
    ],
  }),
]
