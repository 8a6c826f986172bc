import { createRequire } from 'node:module'
import {
  type Address,
  addressOfPrivateKey,
  asAddress,
  asHash,
  type BlockInput,
  encodeTransaction,
  fromHex,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  type Hex,
  keccak256,
  signTransaction,
  toHex,
  type UnsignedTransaction,
} from '@mvm/protocol'
import {
  BLOCK_GAS_LIMIT,
  executeBlock,
  MemoryStateStore,
  type ParentBlock,
  StateCache,
  type WrittenAccount,
  writeAccounts,
} from '../src/index.ts'

/** Measures `executeBlock` on blocks of pre-signed ERC-20 transfers, one thread, from raw bytes to the block. */

const chainId = 808_001
const senders = 200
const blocks = Number(process.argv[2] ?? 20)
const perBlock = 400
const artifact = createRequire(import.meta.url)('@uniswap/v2-core/build/ERC20.json') as {
  readonly bytecode: string
}

const keys = Array.from({ length: senders }, (_, i) => toHex(keccak256(Uint8Array.of(i, 7))))
const addresses = keys.map((key) => addressOfPrivateKey(key))
const nonces = new Map<Address, bigint>()

const funded = new Map<Address, WrittenAccount>(genesisAccounts())
for (const address of addresses) {
  funded.set(address, { nonce: 0n, balance: 10n ** 24n, code: new Uint8Array() })
}
const genesis = writeAccounts(funded)
const store = new MemoryStateStore()
store.add(genesis)
let parent: ParentBlock = {
  header: { ...genesisHeader(chainId), stateRoot: genesis.stateRoot },
  hash: genesisBlockHash(chainId),
}
const cache = new StateCache()

function sign(sender: number, to: Address | null, data: Uint8Array, gasLimit: bigint): Uint8Array {
  const signer = addresses[sender] as Address
  const nonce = nonces.get(signer) ?? 0n
  nonces.set(signer, nonce + 1n)
  const fields: UnsignedTransaction = {
    type: 2,
    chainId,
    nonce,
    gasLimit,
    maxFeePerGas: 100_000_000_000n,
    maxPriorityFeePerGas: 1n,
    to,
    value: 0n,
    data,
    accessList: [],
  }
  return encodeTransaction(signTransaction(fields, keys[sender] as Hex))
}

function inputOf(transactions: readonly Uint8Array[]): BlockInput {
  return {
    chainId,
    number: parent.header.number + 1,
    timestamp: 1_700_000_000 + parent.header.number,
    origin: {
      number: 1,
      hash: asHash(`0x${'11'.repeat(32)}`),
      timestamp: 1_700_000_000,
      prevRandao: asHash(`0x${'22'.repeat(32)}`),
      baseFeePerGas: 1_000_000_000n,
    },
    feeScalar: 100_000_000n,
    coinbase: asAddress(`0x${'c0'.repeat(20)}`),
    deposits: [],
    transactions,
  }
}

async function execute(transactions: readonly Uint8Array[]) {
  const block = await executeBlock(
    store,
    parent,
    inputOf(transactions),
    { kind: 'mvm', chainId },
    { cache },
  )
  store.add(block.changes)
  parent = block
  return block
}

const supply = (10n ** 30n).toString(16).padStart(64, '0')
const deployed = await execute([
  sign(0, null, fromHex(`${artifact.bytecode}${supply}`), 5_000_000n),
])
const token = deployed.receipts[0]?.contractAddress as Address
if (deployed.receipts[0]?.status !== 1) throw new Error('the token was not deployed')
const transferData = (to: Address, amount: bigint): Uint8Array =>
  fromHex(`a9059cbb${to.slice(2).padStart(64, '0')}${amount.toString(16).padStart(64, '0')}`)
for (let i = 1; i < senders; i++) {
  await execute([sign(0, token, transferData(addresses[i] as Address, 10n ** 20n), 100_000n)])
}

const batches = Array.from({ length: blocks }, (_, block) =>
  Array.from({ length: perBlock }, (_, i) => {
    const sender = i % senders
    const to = toHex(keccak256(Uint8Array.of(i & 255, i >> 8, block % 3)).subarray(12)) as Address
    return sign(sender, token, transferData(to, 5n), 60_000n)
  }),
)
const gasPerBlock: bigint[] = []
const startedAt = performance.now()
const cpuBefore = process.cpuUsage()
let half = 0
for (const [i, batch] of batches.entries()) {
  const block = await execute(batch)
  gasPerBlock.push(block.header.gasUsed)
  if (block.receipts.some(({ status }) => status !== 1) || block.skipped.length > 0) {
    throw new Error('a transfer failed')
  }
  if (i + 1 === Math.floor(blocks / 2)) half = performance.now()
}
const cpu = process.cpuUsage(cpuBefore)
const endedAt = performance.now()
const total = blocks * perBlock
const secondHalf = total - Math.floor(blocks / 2) * perBlock
process.stdout.write(
  `${total} transfers in ${blocks} blocks: ${(total / ((endedAt - startedAt) / 1000)).toFixed(0)} a second, ` +
    `${(total / ((cpu.user + cpu.system) / 1e6)).toFixed(0)} a CPU second, ` +
    `${(secondHalf / ((endedAt - half) / 1000)).toFixed(0)} a second in the second half ` +
    `(gas ${gasPerBlock[0]} of ${BLOCK_GAS_LIMIT})\n`,
)
