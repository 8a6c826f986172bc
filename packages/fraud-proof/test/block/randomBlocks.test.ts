import type { WrittenAccount } from '@mvm/execution'
import { type Address, predeploys, type TaxBracket } from '@mvm/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charterAccount } from '../../../execution/test/chain/charterAccount.ts'
import { user, word } from '../../../execution/test/chain/TestChain.ts'
import { Kind } from '../../src/index.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { address } from '../machine/TestMachine.ts'
import { findBlockDifference } from './findBlockDifference.ts'
import { authorization, signed, world } from './scenarioWorld.ts'
import { type DepositFields, TestRollup } from './TestRollup.ts'
import { takeOnL1 } from './takeOnL1.ts'

const SEED = 20_262
const users = [1, 2, 3, 4, 5, 6, 7].map(user)
const manager = user(7)
const contracts = [0x570, 0x106, 0x4e7, 0xfe, 0xc1ea4, 0xc4ea].map(address)
const parties: readonly Address[] = [
  ...users.map(({ address: one }) => one),
  ...contracts,
  predeploys.l2StandardBridge,
  predeploys.l2ToL1MessagePasser,
  predeploys.feeVault,
  address(0x99),
]

const who = fc.constantFrom(...users)
const party = fc.constantFrom(...parties)
const value = fc.constantFrom(0n, 1n, 99n, 5_000n, 10n ** 21n)
const data = fc.uint8Array({ maxLength: 40 })
const nonce = fc.constantFrom(0n, 0n, 0n, 1n, 2n)
const gasLimit = fc.constantFrom(21_000n, 60_000n, 300_000n, 1_000_000n)
const accessList = fc.array(
  fc.record({
    address: party,
    storageKeys: fc.array(fc.nat(2).map(word), { maxLength: 3 }),
  }),
  { maxLength: 3 },
)
const authorizations = fc.array(
  fc
    .tuple(who, party, nonce, fc.boolean())
    .map(([from, to, at, isAny]) =>
      authorization(from, { address: to, nonce: at, ...(isAny ? { chainId: 0n } : {}) }),
    ),
  { minLength: 1, maxLength: 3 },
)
const transaction = fc
  .record({
    from: who,
    type: fc.constantFrom<0 | 1 | 2 | 4>(0, 1, 2, 4),
    to: fc.oneof({ weight: 6, arbitrary: party }, { weight: 1, arbitrary: fc.constant(null) }),
    value,
    data,
    nonce,
    gasLimit,
    accessList,
    authorizations,
    tip: fc.constantFrom(0n, 1_000n),
  })
  .map(({ from, type, to, authorizations: list, tip, ...rest }) =>
    signed(from, type, {
      ...rest,
      to: type === 4 && to === null ? manager.address : to,
      authorizationList: list,
      maxPriorityFeePerGas: tip,
    }),
  )
const deposit: fc.Arbitrary<DepositFields> = fc.record({
  from: party,
  sender: party,
  to: party,
  mint: value,
  value,
  data,
  gasLimit,
  isSystem: fc.constantFrom(false, false, true),
})
const bits = fc.array(fc.constantFrom(0xfe, 0xf0, 0xf1, 0x55, 0xa1, 0x60), { maxLength: 3 })
const lists = fc.array(fc.tuple(who, bits), { maxLength: 4 })
const tax: fc.Arbitrary<readonly TaxBracket[]> = fc.constantFrom(
  [],
  [{ threshold: 0n, rate: 1 }],
  [
    { threshold: 50n, rate: 10 },
    { threshold: 5_001n, rate: 1_000 },
  ],
)
const charter = fc
  .record({ restricted: bits, allowed: lists, denied: lists, tax, treasury: party })
  .map(({ allowed, denied, ...rest }) =>
    charterAccount({
      ...rest,
      allowed: new Map(allowed.map(([{ address: one }, list]) => [one, list])),
      denied: new Map(denied.map(([{ address: one }, list]) => [one, list])),
      management: manager.address,
    }),
  )

describe('blocks of anything', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('are runs of the machine, and L1 agrees with their steps', async () => {
    let included = 0
    let skipped = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(transaction, { maxLength: 8 }),
        fc.array(deposit, { maxLength: 3 }),
        charter,
        fc.constantFrom(...parties),
        async (transactions, deposits, terms, producer) => {
          const accounts = new Map<Address, Partial<WrittenAccount>>(world())
          accounts.set(predeploys.dacMaster, terms)
          const rollup = new TestRollup(accounts, ({ kind }) => kind !== Kind.EXEC)
          const block = await rollup.block(transactions, { deposits, producer })
          expect(findBlockDifference(block)).toBeNull()
          expect(await takeOnL1(verifier, block.steps)).toEqual([])
          included += block.executed.receipts.length
          skipped += block.executed.skipped.length
        },
      ),
      { seed: SEED, numRuns: 60 },
    )
    process.stderr.write(`${included} inputs included, ${skipped} skipped\n`)
    expect(included).toBeGreaterThan(skipped / 4)
  })
})
