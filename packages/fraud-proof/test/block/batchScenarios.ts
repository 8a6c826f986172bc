import { BASE_FEE_CEILING, encodePayload, hashBlockHeader, predeploys } from '@mvm/protocol'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { charterAccount } from '../../../execution/test/chain/charterAccount.ts'
import { Kind } from '../../src/index.ts'
import { address } from '../machine/TestMachine.ts'
import type { Scenario } from './Scenario.ts'
import {
  bytes,
  halting,
  limited,
  manager,
  nobody,
  other,
  rich,
  signed,
  storing,
  to,
  world,
} from './scenarioWorld.ts'
import { type BatchFields, TestRollup } from './TestRollup.ts'

const EMPTY = new Uint8Array()

function batch(
  name: string,
  payload: Uint8Array,
  blockCount: number,
  fields: BatchFields = {},
): Scenario {
  return {
    name,
    run: () => new TestRollup(world()).batch([], { payload, blockCount, ...fields }),
  }
}

/** What batches hold beside whole blocks of transactions, and what follows from the block before. */
export const batchScenarios: readonly Scenario[] = [
  {
    name: 'several blocks of one batch',
    run: () =>
      new TestRollup(world()).batch(
        [
          { delta: 0n, transactions: [to(nobody, { nonce: 1n }), to(nobody, { nonce: 2n })] },
          { delta: 2_000n, transactions: [] },
          { delta: 2n ** 56n - 1n, transactions: [to(storing, { nonce: 3n }), Uint8Array.of(1)] },
        ],
        { deposits: [{ from: rich.address, mint: 1n }] },
      ),
  },
  {
    name: 'a base fee at its ceiling',
    run: async () => {
      const rollup = new TestRollup(world())
      const { header } = rollup.chain.head
      const full = { ...header, baseFeePerGas: BASE_FEE_CEILING, gasUsed: header.gasLimit }
      rollup.chain.head = { header: full, hash: hashBlockHeader(full) }
      return [await rollup.block([to(nobody)]), await rollup.block([])]
    },
  },
  {
    name: 'a base fee that stays where it was, after a block of just its target',
    run: async () => {
      const rollup = new TestRollup(world())
      const { header } = rollup.chain.head
      const half = { ...header, baseFeePerGas: 10n ** 10n, gasUsed: header.gasLimit / 2n }
      rollup.chain.head = { header: half, hash: hashBlockHeader(half) }
      return [await rollup.block([])]
    },
  },
  {
    name: 'batch after batch',
    run: async () => {
      const rollup = new TestRollup(world())
      const deposit = { from: other.address, mint: 1n }
      return [
        await rollup.block([], { deposits: [deposit, deposit] }),
        await rollup.block([to(nobody, { nonce: 0n })]),
        await rollup.block([], { deposits: [deposit] }),
      ]
    },
  },
  {
    name: 'a base fee that rises and falls',
    run: async () => {
      const rollup = new TestRollup(world())
      const full = (nonce: bigint) => [to(halting, { nonce, gasLimit: 2n ** 24n })]
      return [
        await rollup.block(full(0n)),
        await rollup.block(full(1n)),
        await rollup.block([to(nobody, { nonce: 2n })]),
        await rollup.block([]),
      ]
    },
  },
  {
    name: 'a call of address zero where there is no management contract',
    run: async () => {
      const charter = charterAccount({ restricted: [0xfe] })
      const rollup = new TestRollup(new Map([...world(), [predeploys.dacMaster, charter]]))
      const deposit = { from: rich.address, to: address(0) }
      return [await rollup.block([signed(other, 2, { to: address(0) })], { deposits: [deposit] })]
    },
  },
  {
    name: 'calls that the management contract makes for one who may not SSTORE',
    run: async () => {
      const storage = assemble('CALLER PUSH0 SSTORE')
      const first = BigInt(predeploys.l2StandardBridge) - 0x10n
      const bound = [first - 1n, first + 0x10000n].map((n) => address(n))
      const free = [first, first + 0xffffn].map((n) => address(n))
      const all = [...bound, ...free, predeploys.l2CrossDomainMessenger]
      const calling = all.map(
        (one) => `PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${one} PUSH2 30000 CALL`,
      )
      const code = assemble(`${calling.join(' ')} PUSH1 1 PUSH0 SSTORE`)
      const accounts = new Map(world())
      for (const one of all) accounts.set(one, { nonce: 1n, code: storage })
      accounts.set(manager.address, { nonce: 1n, code })
      const call = signed(limited, 2, { to: manager.address, gasLimit: 900_000n })
      return [await new TestRollup(accounts).block([call])]
    },
  },
  {
    name: 'one input more than a block has',
    run: () => {
      // Every input is a skip like the one before.
      const ends: readonly Kind[] = [Kind.BLOCK_BEGIN, Kind.BLOCK_END]
      const rollup = new TestRollup(world(), ({ kind }) => ends.includes(kind))
      const payload = encodePayload([{ delta: 0n, transactions: new Array(8_190).fill(EMPTY) }])
      const deposits = [{ from: rich.address, mint: 1n }]
      return rollup.batch([], { payload, blockCount: 1, deposits })
    },
  },
  {
    name: 'a base fee that rises by the least',
    run: async () => {
      const rollup = new TestRollup(world())
      // A deposit that does not succeed uses all its gas: here hardly more than the block's target.
      const deposit = { from: rich.address, to: halting, gasLimit: 15_000_001n }
      return [await rollup.block([], { deposits: [deposit] }), await rollup.block([])]
    },
  },
  batch('a forced batch', new Uint8Array(), 1, { deposits: [{ from: rich.address, mint: 1n }] }),
  batch('a payload of another version', bytes('0201000100'), 2),
  batch('a payload with fewer blocks', bytes('01020500'), 3),
  batch('a payload that is cut short', bytes('010305018201'), 2),
  batch('a payload that ends inside of a block’s length', bytes('010180'), 2),
  batch('a payload that ends inside of an input’s length', bytes('01020580'), 1),
  batch('a payload with a length that is not the shortest', bytes('01048000010002020001'), 3),
  batch('a payload with a malformed delta', bytes('0103808001'), 1),
  batch('zero-length inputs', bytes('010400000000'), 1),
]
