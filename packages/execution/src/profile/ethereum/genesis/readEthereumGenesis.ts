import {
  type Address,
  asHash,
  type BlockHash,
  EMPTY_LOGS_BLOOM,
  type Hash,
  type Hex,
} from '@mvm/protocol'
import { isSince } from '../../../engine/isSince.ts'
import {
  type WrittenAccount,
  type WrittenState,
  writeAccounts,
} from '../../../state/writeAccounts.ts'
import type { EthereumProfile } from '../../Profile.ts'
import { orderedTrieRoot } from '../block/orderedTrieRoot.ts'
import { requestsHash } from '../block/system/requestsHash.ts'
import { EMPTY_OMMERS_HASH } from '../header/EMPTY_OMMERS_HASH.ts'
import type { EthereumHeader } from '../header/EthereumHeader.ts'
import { ethereumBaseFee } from '../header/ethereumBaseFee.ts'
import { hashEthereumHeader } from '../header/hashEthereumHeader.ts'
import type { ForkActivation } from './ForkActivation.ts'
import { GenesisReader } from './GenesisReader.ts'
import { InvalidGenesisError } from './InvalidGenesisError.ts'
import { profileOfSchedule } from './profileOfSchedule.ts'
import { readForkSchedule } from './readForkSchedule.ts'

/** What a chain begins with. */
export interface EthereumGenesis {
  readonly profile: EthereumProfile
  readonly schedule: readonly ForkActivation[]
  readonly header: EthereumHeader
  readonly hash: BlockHash
  readonly state: WrittenState
}

/** What geth takes where a file says nothing. */
const DEFAULT_GAS_LIMIT = 4_712_388n
const DEFAULT_DIFFICULTY = 131_072n

/** Reads a genesis file (`genesis.json`, parsed) as geth does. Throws {@link InvalidGenesisError}. */
export function readEthereumGenesis(file: unknown): EthereumGenesis {
  const genesis = new GenesisReader(file, 'genesis')
  const config = genesis.object('config')
  const chainId = config.number('chainId')
  if (chainId === undefined) {
    throw new InvalidGenesisError({ path: 'genesis.config.chainId', problem: 'is missing' })
  }
  const schedule = readForkSchedule(config)
  const depositContract = config.address('depositContractAddress')
  const profile = profileOfSchedule({
    chainId,
    schedule,
    isStakedFromStart: config.quantity('terminalTotalDifficulty') === 0n,
    ...(depositContract === undefined ? {} : { depositContract }),
  })
  const state = writeAccounts(readAccounts(genesis.object('alloc')))
  const defaultDifficulty = config.has('ethash') ? DEFAULT_DIFFICULTY : 0n
  const header = readHeader(genesis, profile, state, defaultDifficulty)
  return { profile, schedule, header, hash: hashEthereumHeader(header), state }
}

function readHeader(
  genesis: GenesisReader,
  profile: EthereumProfile,
  { stateRoot }: WrittenState,
  defaultDifficulty: bigint,
): EthereumHeader {
  const hash = <H extends Hash>(name: string): H =>
    asHash<H>(genesis.padded(name, 32) ?? `0x${'00'.repeat(32)}`)
  const number = genesis.number('number') ?? 0
  const timestamp = genesis.number('timestamp') ?? 0
  const gasLimit = genesis.quantity('gasLimit') ?? 0n
  const gasUsed = genesis.quantity('gasUsed') ?? 0n
  const difficulty = genesis.quantity('difficulty') ?? defaultDifficulty
  const fork = profile.forkAt({ number, timestamp, difficulty })
  const isCancun = isSince(fork, 'cancun')
  const baseFee = (): bigint =>
    genesis.quantity('baseFeePerGas') ??
    ethereumBaseFee({ baseFeePerGas: null, gasLimit, gasUsed: 0n })
  return {
    parentHash: hash('parentHash'),
    ommersHash: EMPTY_OMMERS_HASH,
    coinbase: genesis.address('coinbase') ?? (`0x${'00'.repeat(20)}` as Address),
    stateRoot,
    transactionsRoot: orderedTrieRoot([]),
    receiptsRoot: orderedTrieRoot([]),
    logsBloom: EMPTY_LOGS_BLOOM,
    difficulty,
    number,
    gasLimit: gasLimit === 0n ? DEFAULT_GAS_LIMIT : gasLimit,
    gasUsed,
    timestamp,
    extraData: genesis.data('extraData') ?? '0x',
    mixHash: hash('mixHash'),
    nonce: nonceOf(genesis),
    baseFeePerGas: isSince(fork, 'london') ? baseFee() : null,
    withdrawalsRoot: isSince(fork, 'shanghai') ? orderedTrieRoot([]) : null,
    blobGasUsed: isCancun ? (genesis.quantity('blobGasUsed') ?? 0n) : null,
    excessBlobGas: isCancun ? (genesis.quantity('excessBlobGas') ?? 0n) : null,
    parentBeaconBlockRoot: isCancun ? hash('parentBeaconBlockRoot') : null,
    requestsHash: isSince(fork, 'prague') ? requestsHash([]) : null,
  }
}

function nonceOf(genesis: GenesisReader): Hex {
  return `0x${(genesis.quantity('nonce') ?? 0n).toString(16).padStart(16, '0')}`
}

function readAccounts(alloc: GenesisReader): Map<Address, WrittenAccount> {
  const accounts = new Map<Address, WrittenAccount>()
  for (const key of alloc.names) {
    const address = key.toLowerCase().replace(/^0x/, '')
    if (!/^[0-9a-f]{40}$/.test(address)) {
      throw new InvalidGenesisError({ path: `genesis.alloc.${key}`, problem: 'is no address' })
    }
    accounts.set(`0x${address}` as Address, readAccount(alloc.object(key)))
  }
  return accounts
}

function readAccount(account: GenesisReader): WrittenAccount {
  const slots = account.has('storage') ? account.object('storage') : null
  const storage = new Map<Hex, Hex>()
  for (const slot of slots?.names ?? []) {
    const digits = slot.toLowerCase().replace(/^0x/, '')
    const word = slots?.padded(slot, 32)
    if (word !== undefined) storage.set(`0x${digits.padStart(64, '0')}`, word)
  }
  return {
    nonce: account.quantity('nonce') ?? 0n,
    balance: account.quantity('balance') ?? 0n,
    code: account.bytes('code') ?? new Uint8Array(),
    storage,
  }
}
