import {
  executeBlock,
  type Machine,
  MemoryStateStore,
  type WrittenAccount,
  writeAccounts,
} from '@mvm/execution'
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
  opcodes,
  permissionSlot,
  predeploys,
  signTransaction,
  toHex,
} from '@mvm/protocol'
import { type CharterWorkload, charterWorkloads } from './charterWorkloads.ts'
import { fastestTenth } from './fastestTenth.ts'
import { intervalOfMedian } from './intervalOfMedian.ts'
import { median } from './median.ts'

const CHAIN_ID = 808_002
const KEY: Hex = `0x${'51'.repeat(32)}`
const signer = addressOfPrivateKey(KEY)

/** What a member of a cautious DAC may not use; none of it is part of the workloads. */
const RESTRICTED = [
  ...['CREATE', 'CREATE2', 'SELFDESTRUCT', 'CALLCODE', 'BLOBHASH', 'BLOBBASEFEE', 'TLOAD'],
  ...['TSTORE', 'MCOPY', 'EXTCODECOPY', 'ORIGIN', 'PREVRANDAO', 'COINBASE', 'GASLIMIT'],
  ...['BASEFEE', 'LOG0', 'LOG4', 'BALANCE', 'SELFBALANCE', 'EXTCODEHASH', 'BLOCKHASH'],
].map((name) => opcodes.get(name) as number)

const bits = (numbers: readonly number[]): bigint =>
  numbers.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n)

/** The first transaction's assessment for all: no charter is read and no mask made. */
function withoutCharter(): Machine {
  return {
    name: 'no charter',
    fromBlock: 0,
    rules: (rules) => {
      let first: ReturnType<typeof rules.assess> | undefined
      return {
        ...rules,
        assess: (world, block, transaction) => {
          first ??= rules.assess(world, block, transaction)
          return first
        },
      }
    },
  }
}

const variants = [
  { name: 'no check', restricted: 0n, allowed: 0n, machine: withoutCharter() },
  { name: 'unrestricted signer', restricted: 0n, allowed: 0n },
  {
    name: 'on every allow list',
    restricted: bits(RESTRICTED),
    allowed: bits(RESTRICTED),
  },
  { name: '21 restricted opcodes', restricted: bits(RESTRICTED), allowed: 0n },
] as const

type Variant = (typeof variants)[number] & { readonly machine?: Machine }

/**
 * What the charter's check costs: the same blocks executed without it and under charters, taking turns in one
 * run, in CPU time of this process. Each round gives a ratio of its own, so that what slows the machine down
 * meanwhile slows down both; the interval is that of the ratios' median.
 */
export async function benchCharter(rounds: number): Promise<void> {
  console.log(`CPU time of a block relative to the one without the check; ${rounds} rounds`)
  for (const workload of charterWorkloads(signer)) {
    const runs = await Promise.all(variants.map((variant) => prepare(workload, variant)))
    const times = variants.map((): number[] => [])
    for (let round = -5; round < rounds; round++) {
      for (let i = 0; i < runs.length; i++) {
        // Who comes first changes.
        const place = (i + round + 5) % runs.length
        const milliseconds = await (runs[place] as () => Promise<number>)()
        if (round >= 0) times[place]?.push(milliseconds)
      }
    }
    const base = times[0] as number[]
    console.log(`${workload.name}: ${median(base).toFixed(2)} ms without the check`)
    for (const [i, { name }] of variants.entries()) {
      if (i === 0) continue
      const ratios = (times[i] as number[]).map((time, round) => time / (base[round] as number))
      const [low, high] = intervalOfMedian(ratios)
      console.log(
        `  ${name.padEnd(22)} median ${percent(median(ratios))} (95 %: ${percent(low)} to ${percent(high)}), fastest tenth ${percent(fastestTenth(times[i] as number[]) / fastestTenth(base))}`,
      )
    }
  }
}

function percent(ratio: number): string {
  const change = (ratio - 1) * 100
  return `${change < 0 ? '' : '+'}${change.toFixed(2)} %`
}

/** A block full of the workload under a charter, to be executed again and again on the same parent. */
async function prepare(
  workload: CharterWorkload,
  { restricted, allowed, ...variant }: Variant,
): Promise<() => Promise<number>> {
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
  const options = variant.machine === undefined ? {} : { machine: variant.machine }
  const run = () => executeBlock(store, parent, input, { kind: 'mvm', chainId: CHAIN_ID }, options)
  const { receipts } = await run()
  if (receipts.length !== workload.transactions || receipts.some(({ status }) => status !== 1)) {
    throw new Error(`the workload ${workload.name} does not run`)
  }
  return async () => {
    const before = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
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
