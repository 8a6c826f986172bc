import { RLP } from '@ethereumjs/rlp'
import {
  type Address,
  addressOfPrivateKey,
  asHash,
  type Hex,
  keccak256,
  type StateRoot,
  signDigest,
} from '@mvm/protocol'
import { forks } from '../../../src/engine/Fork.ts'
import {
  type EthereumBlockInput,
  type EthereumGenesis,
  type EthereumParent,
  type ExecutedEthereumBlock,
  executeBlock,
  type Fork,
  MemoryStateStore,
  readEthereumGenesis,
  type WrittenAccount,
  writeAccounts,
} from '../../../src/index.ts'

/** Each fork's key in a genesis file. */
const keys: Readonly<Record<Fork, string | null>> = {
  frontier: null,
  homestead: 'homesteadBlock',
  tangerineWhistle: 'eip150Block',
  spuriousDragon: 'eip158Block',
  byzantium: 'byzantiumBlock',
  constantinople: 'constantinopleBlock',
  petersburg: 'petersburgBlock',
  istanbul: 'istanbulBlock',
  berlin: 'berlinBlock',
  london: 'londonBlock',
  paris: 'mergeNetsplitBlock',
  shanghai: 'shanghaiTime',
  cancun: 'cancunTime',
  prague: 'pragueTime',
  osaka: 'osakaTime',
}

/** An account of a state that a test expects or begins with; what is missing is empty. */
export type TestAccounts = ReadonlyMap<Address, Partial<WrittenAccount>>

export interface TestTransaction {
  readonly gasLimit: bigint
  readonly gasPrice?: bigint
  readonly to?: Address
  readonly value?: bigint
  readonly data?: Uint8Array
  readonly nonce?: number
  /** Takes the other of the two signatures that a key gives, with s in the upper half. */
  readonly hasHighS?: boolean
}

export interface TypedTestTransaction extends TestTransaction {
  readonly to: Address
  /** How many blobs one of type 3 has. @default 1 */
  readonly blobs?: number
}

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/** A chain of one fork from its genesis on, without anything that is not given. */
export class EthereumTestChain {
  static readonly key: Hex = `0x${'45'.repeat(32)}`
  static readonly signer = addressOfPrivateKey(EthereumTestChain.key)
  static readonly coinbase = `0x${'c0'.repeat(20)}` as Address
  readonly genesis: EthereumGenesis
  readonly store = new MemoryStateStore()
  head: EthereumParent

  constructor(fork: Fork, accounts: TestAccounts = new Map()) {
    const active = forks.slice(0, forks.indexOf(fork) + 1)
    const config = active.flatMap((name) => (keys[name] === null ? [] : [[keys[name], 0]]))
    const isLater = active.includes('spuriousDragon')
    const written = writeAccounts(complete(accounts))
    const genesis = readEthereumGenesis({
      config: {
        chainId: 1,
        ethash: {},
        ...Object.fromEntries(config),
        eip155Block: isLater ? 0 : null,
      },
      gasLimit: 30_000_000,
      difficulty: active.includes('paris') ? 0 : 131_072,
      alloc: {},
    })
    this.store.add(written)
    this.genesis = genesis
    const header = { ...genesis.header, stateRoot: written.stateRoot }
    this.head = { header, hash: genesis.hash, ancestorHash: () => genesis.hash }
  }

  /** The root of a state that has these accounts and no others. */
  static stateRoot(accounts: TestAccounts): StateRoot {
    return writeAccounts(complete(accounts)).stateRoot
  }

  /** A legacy transaction without a chain id. */
  sign(transaction: TestTransaction): Uint8Array {
    const { gasLimit, gasPrice = 0n, to, value = 0n, data = new Uint8Array() } = transaction
    const fields = [transaction.nonce ?? 0, gasPrice, gasLimit, to ?? new Uint8Array(), value, data]
    const { r, s, yParity } = signDigest(keccak256(RLP.encode(fields)), EthereumTestChain.key)
    return transaction.hasHighS
      ? RLP.encode([...fields, 28 - yParity, r, ORDER - s])
      : RLP.encode([...fields, 27 + yParity, r, s])
  }

  /** A transaction of a type from 1 to 4 that pays well; type 4 has an authorization that is not valid. */
  signTyped(type: 1 | 2 | 3 | 4, transaction: TypedTestTransaction): Uint8Array {
    const { gasLimit, to, nonce = 0, value = 0n, data = new Uint8Array(), blobs = 1 } = transaction
    const price = 2_000_000_000n
    const fees = type === 1 ? [price] : [0n, price]
    const versionedHashes = Array.from({ length: blobs }, () => `0x01${'00'.repeat(31)}`)
    const authorization = [9n, to, 0n, 0n, 1n, 1n]
    const last = { 1: [], 2: [], 3: [price, versionedHashes], 4: [[authorization]] }[type]
    const fields = [1n, nonce, ...fees, gasLimit, to, value, data, [], ...last]
    const prefixed = (list: typeof fields) =>
      Uint8Array.from(Buffer.concat([Uint8Array.of(type), RLP.encode(list)]))
    const { r, s, yParity } = signDigest(keccak256(prefixed(fields)), EthereumTestChain.key)
    return prefixed([...fields, yParity, r, s])
  }

  /** Builds the next block and goes on to it. */
  async block(
    transactions: readonly Uint8Array[],
    changes: Partial<EthereumBlockInput> = {},
  ): Promise<ExecutedEthereumBlock> {
    const { header } = this.head
    const built = await executeBlock(
      this.store,
      this.head,
      {
        timestamp: header.timestamp + 12,
        coinbase: EthereumTestChain.coinbase,
        gasLimit: header.gasLimit,
        extraData: '0x',
        mixHash: asHash(`0x${'00'.repeat(32)}`),
        transactions,
        ...changes,
      },
      this.genesis.profile,
    )
    this.store.add(built.changes)
    const before = this.head
    this.head = { header: built.block.header, hash: built.hash, ancestorHash: () => before.hash }
    return built
  }
}

function complete(accounts: TestAccounts): Map<Address, WrittenAccount> {
  const empty = { nonce: 0n, balance: 0n, code: new Uint8Array() }
  return new Map([...accounts].map(([address, account]) => [address, { ...empty, ...account }]))
}
