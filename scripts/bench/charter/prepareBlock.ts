import { executeBlock, MemoryStateStore, type WrittenAccount, writeAccounts } from '@mvm/execution'
import {
  addressOfPrivateKey,
  asAddress,
  asHash,
  type BlockHeader,
  type BlockInput,
  charterSlots,
  encodeTransaction,
  genesisHeader,
  type Hex,
  hashBlockHeader,
  permissionSlot,
  predeploys,
  signTransaction,
  toHex,
} from '@mvm/protocol'
import type { CharterVariant } from './charterVariants.ts'
import type { CharterWorkload } from './charterWorkloads.ts'

const CHAIN_ID = 808_002
const KEY: Hex = `0x${'51'.repeat(32)}`

/** Who signs all transactions. */
export const signer = addressOfPrivateKey(KEY)

/** A block full of the workload under a charter, to be executed again and again on the same parent. */
export async function prepareBlock(
  workload: CharterWorkload,
  { restricted, allowed, machine }: CharterVariant,
): Promise<() => Promise<unknown>> {
  const store = new MemoryStateStore()
  const account = { nonce: 0n, balance: 0n, code: new Uint8Array() }
  const charter = new Map<Hex, Hex>([
    [word(BigInt(charterSlots.managementContract)), word(0xc0ffeen)],
    [word(BigInt(charterSlots.version)), word(1n)],
  ])
  if (restricted !== 0n) charter.set(word(BigInt(charterSlots.restricted)), word(restricted))
  if (allowed !== 0n) charter.set(toHex(permissionSlot('allowed', signer)), word(allowed))
  const genesis = writeAccounts(
    new Map<ReturnType<typeof asAddress>, WrittenAccount>([
      [signer, { ...account, balance: 10n ** 24n }],
      [workload.to, { ...account, nonce: 1n, code: workload.code, storage: workload.storage }],
      [predeploys.dacMaster, { ...account, nonce: 1n, code: Uint8Array.of(0), storage: charter }],
      ...[predeploys.l1Block, predeploys.history, predeploys.feeVault].map(
        (address) => [address, { ...account, nonce: 1n }] as const,
      ),
    ]),
  )
  store.add(genesis)
  const header: BlockHeader = { ...genesisHeader(CHAIN_ID), stateRoot: genesis.stateRoot }
  const parent = { header, hash: hashBlockHeader(header) }
  const input = blockOf(workload)
  const options = machine === undefined ? {} : { machine }
  const run = () => executeBlock(store, parent, input, { kind: 'mvm', chainId: CHAIN_ID }, options)
  const { receipts } = await run()
  if (receipts.length !== workload.transactions || receipts.some(({ status }) => status !== 1)) {
    throw new Error(`the workload ${workload.name} does not run`)
  }
  return run
}

function blockOf({ to, transactions, gasLimit, data }: CharterWorkload): BlockInput {
  return {
    chainId: CHAIN_ID,
    number: 1,
    timestamp: 1_800_000_000,
    origin: {
      number: 500,
      hash: asHash(word(1n)),
      timestamp: 1_799_999_990,
      prevRandao: asHash(word(2n)),
      baseFeePerGas: 1_000_000_000n,
    },
    feeScalar: 100_000_000n,
    coinbase: asAddress(`0x${'c0'.repeat(20)}`),
    deposits: [],
    transactions: Array.from({ length: transactions }, (_, index) =>
      encodeTransaction(
        signTransaction(
          {
            type: 2,
            chainId: CHAIN_ID,
            nonce: BigInt(index),
            gasLimit,
            maxFeePerGas: 2_000_000_000n,
            maxPriorityFeePerGas: 1_000_000n,
            to,
            value: 0n,
            data: data(index),
            accessList: [],
          },
          KEY,
        ),
      ),
    ),
  }
}

function word(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}
