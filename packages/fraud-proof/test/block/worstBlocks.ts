import type { WrittenAccount } from '@mvm/execution'
import {
  type Address,
  type Authorization,
  asAddress,
  encodePayload,
  type Hex,
  permissionSlot,
  predeploys,
  toHex,
} from '@mvm/protocol'
import { getCreateAddress } from 'ethers'
import { charterAccount } from '../../../execution/test/chain/charterAccount.ts'
import { COINBASE, user, word } from '../../../execution/test/chain/TestChain.ts'
import { Kind, type MachineState } from '../../src/index.ts'
import { noise } from '../machine/noise.ts'
import { address } from '../machine/TestMachine.ts'
import { deepState } from '../trie/deepState.ts'
import type { Scenario } from './Scenario.ts'
import { authorization, holder, manager, nobody, rich, signed, world } from './scenarioWorld.ts'
import { type BatchFields, TestRollup } from './TestRollup.ts'

/** The largest transaction, less what its other fields take. */
const LARGEST_DATA = 60 * 1024 - 200

/** Bytes without a zero. */
function full(size: number): Uint8Array {
  return noise(size).map((byte) => byte | 1)
}

/** A block that is costly at steps of one kind. */
export interface WorstBlock extends Scenario {
  readonly kind: Kind
}

function block(
  kind: Kind,
  name: string,
  transactions: readonly Uint8Array[],
  fields: BatchFields = {},
  accounts: readonly (readonly [Address, Partial<WrittenAccount>])[] = [],
): WorstBlock {
  return {
    kind,
    name,
    run: async () => {
      const isKept = (state: MachineState) => state.kind === kind
      const rollup = new TestRollup(new Map([...world(), ...accounts]), isKept)
      return [await rollup.block(transactions, fields)]
    },
  }
}

const gasLimit = 2n ** 24n
const addresses = Array.from({ length: 2_650 }, (_, i) => address(0x10_0000 + i))
const code = full(24_576)
/** What bounds an authorization list is its gas; these are as long as they can be. */
const authorizations: readonly Authorization[] = Array.from({ length: 668 }, (_, i) => ({
  chainId: 2n ** 256n - 1n - BigInt(i),
  address: address(i + 1),
  nonce: 2n ** 64n - 2n,
  yParity: 1,
  r: 2n ** 256n - 1n,
  s: 2n ** 256n - 1n,
}))
const long = authorizations.slice(0, 460)
const short = authorizations.map((one) => ({ ...one, chainId: 0n, nonce: 0n, r: 0n, s: 0n }))

const middle = authorizations
  .slice(0, 650)
  .map((one) => ({ ...one, chainId: 0n, nonce: 0n, r: 2n ** 250n }))

const toAddresses = (count: number) =>
  addresses.slice(0, count).map((one) => ({ address: one, storageKeys: [] }))
const { BLOCK_BEGIN, TX_NEXT, TX_CHECK, TX_LISTS, CREATE_ENTER } = Kind

/** Taxed by eight brackets, which each stand in a slot, and nobody but the management contract gets the tax. */
const taxed = charterAccount({
  restricted: [0xfe],
  allowed: new Map([[rich.address, [0xfe]]]),
  tax: Array.from({ length: 8 }, (_, i) => ({ threshold: BigInt(i), rate: i + 1 })),
  management: manager.address,
})
const charterWords = [
  ...Array.from({ length: 13 }, (_, slot) => word(slot)),
  ...(['allowed', 'denied'] as const).map((list) => toHex(permissionSlot(list, rich.address))),
]
const newcomer = asAddress(getCreateAddress({ from: rich.address, nonce: 1 }).toLowerCase())
const deepTargets = new Map<Address, readonly Hex[]>([
  [predeploys.dacMaster, charterWords],
  ...[predeploys.l1Block, predeploys.history, predeploys.feeVault, predeploys.l2ToL1MessagePasser]
    .concat([rich.address, nobody, manager.address, COINBASE, user(30).address, newcomer])
    .map((one) => [one, []] as const),
])

/** A block in which all ways through tries are as long as they can be made. */
export const deepBlock: Scenario = {
  name: 'among neighbours',
  run: async () => {
    const accounts = new Map([...world(), [predeploys.dacMaster, taxed] as const])
    const isKept = ({ kind }: MachineState) => kind !== Kind.EXEC
    const rollup = new TestRollup(accounts, isKept, (written) => deepState(written, deepTargets))
    const init = Buffer.concat([Uint8Array.of(0), full(49_151)])
    return [
      await rollup.block([
        signed(rich, 2, { value: 10n ** 20n }),
        signed(rich, 2, { nonce: 1n, gasLimit, to: null, value: 3n, data: init }),
        signed(rich, 4, { nonce: 2n, authorizationList: [authorization(user(30))] }),
      ]),
    ]
  },
}

/** Blocks whose beginnings, inputs and ends cost most on L1. */
export const worstBlocks: readonly WorstBlock[] = [
  block(TX_NEXT, '60 KiB of data', [signed(rich, 2, { gasLimit, data: full(LARGEST_DATA) })]),
  block(TX_NEXT, 'access list of 2,650 addresses', [
    signed(rich, 1, { gasLimit, accessList: toAddresses(2_650) }),
  ]),
  block(TX_NEXT, 'access list of 1,850 keys', [
    signed(rich, 1, {
      gasLimit,
      accessList: [
        { address: address(9), storageKeys: Array.from({ length: 1_850 }, (_, i) => word(i)) },
      ],
    }),
  ]),
  block(TX_NEXT, '460 long authorizations', [
    signed(rich, 4, { gasLimit, authorizationList: long }),
  ]),
  block(TX_NEXT, '650 authorizations', [signed(rich, 4, { gasLimit, authorizationList: middle })]),
  block(TX_NEXT, '668 short authorizations', [
    signed(rich, 4, { gasLimit, authorizationList: short }),
  ]),
  block(TX_NEXT, '460 authorizations and 2,080 addresses', [
    signed(rich, 4, {
      gasLimit,
      authorizationList: short.slice(0, 460),
      accessList: toAddresses(2_080),
    }),
  ]),
  block(TX_NEXT, 'a deposit of 60 KiB', [], {
    deposits: [{ from: rich.address, to: address(3_000), gasLimit, data: full(61_286) }],
  }),
  block(
    BLOCK_BEGIN,
    '8,190 inputs',
    Array.from({ length: 8_190 }, () => new Uint8Array(6).fill(0xff)),
  ),
  block(BLOCK_BEGIN, '64 deposits and 60 KiB', [full(61_000)], {
    deposits: Array.from({ length: 64 }, (_, i) => ({ from: rich.address, mint: BigInt(i) })),
  }),
  {
    kind: BLOCK_BEGIN,
    name: 'the last of 1,024 blocks behind 60 KiB',
    run: () => {
      const empty = Array.from({ length: 1_023 }, () => ({ delta: 0n, transactions: [] }))
      const large = { delta: 1n, transactions: [full(61_000)] }
      const payload = encodePayload([large, ...empty])
      const rollup = new TestRollup(world(), ({ kind }) => kind === BLOCK_BEGIN)
      return rollup.batch([], { payload, blockCount: 1_024 })
    },
  },
  block(TX_CHECK, 'a sender with 24 KiB of code', [signed(holder, 2)], {}, [
    [holder.address, { balance: 10n ** 24n, code }],
  ]),
  block(TX_LISTS, 'a call to 24 KiB of code', [signed(rich, 2, { to: address(0xb16) })], {}, [
    [address(0xb16), { nonce: 1n, code }],
  ]),
  block(
    TX_LISTS,
    'an authority with 24 KiB of code',
    [signed(rich, 4, { authorizationList: [authorization(user(30))] })],
    {},
    [[user(30).address, { nonce: 1n, code }]],
  ),
  block(CREATE_ENTER, 'a transaction of 48 KiB', [
    signed(rich, 2, {
      gasLimit,
      to: null,
      value: 3n,
      data: Buffer.concat([Uint8Array.of(0), full(49_151)]),
    }),
  ]),
]
