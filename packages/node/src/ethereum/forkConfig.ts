import { crc32 } from 'node:zlib'
import {
  type EthereumGenesis,
  type EthereumProfile,
  type Fork,
  type ForkActivation,
  isSince,
  MAINNET_DEPOSIT_CONTRACT,
  precompileAddresses,
  systemContracts,
} from '@mvm/execution'
import { type Address, type BlockHash, fromHex } from '@mvm/protocol'
import type { ForkConfig } from '@mvm/rpc'

/** Names of EIP-7910 by address. */
const PRECOMPILES: ReadonlyMap<number, string> = new Map([
  [0x01, 'ECREC'],
  [0x02, 'SHA256'],
  [0x03, 'RIPEMD160'],
  [0x04, 'ID'],
  [0x05, 'MODEXP'],
  [0x06, 'BN254_ADD'],
  [0x07, 'BN254_MUL'],
  [0x08, 'BN254_PAIRING'],
  [0x09, 'BLAKE2F'],
  [0x0a, 'KZG_POINT_EVALUATION'],
  [0x0b, 'BLS12_G1ADD'],
  [0x0c, 'BLS12_G1MSM'],
  [0x0d, 'BLS12_G2ADD'],
  [0x0e, 'BLS12_G2MSM'],
  [0x0f, 'BLS12_PAIRING_CHECK'],
  [0x10, 'BLS12_MAP_FP_TO_G1'],
  [0x11, 'BLS12_MAP_FP2_TO_G2'],
  [0x100, 'P256VERIFY'],
])

/** The precompiles of a fork by the names of EIP-7910. */
export function namedPrecompiles(fork: Fork): ReadonlyMap<string, Address> {
  const named = [...precompileAddresses(fork)].map(
    (address) => [PRECOMPILES.get(Number(address)) ?? address, address] as const,
  )
  return new Map(named.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The checksum by which peers compare their chains (EIP-6122): of genesis and all upgrades that were. */
export function forkId(genesisHash: BlockHash, upgrades: readonly (number | bigint)[]) {
  let sum = crc32(fromHex(genesisHash))
  for (const at of upgrades) {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64BE(BigInt(at))
    sum = crc32(bytes, sum)
  }
  return `0x${sum.toString(16).padStart(8, '0')}` as const
}

/** What is in force of a chain with the upgrades up to the last one of those given. */
export function forkConfig(
  { hash, header }: Pick<EthereumGenesis, 'hash' | 'header'>,
  profile: EthereumProfile,
  passed: readonly ForkActivation[],
): ForkConfig {
  const last = passed.at(-1)
  const time = last !== undefined && 'timestamp' in last.at ? last.at.timestamp : 0
  const number = Math.max(0, ...passed.map(({ at }) => ('number' in at ? at.number : 0)))
  const place = { number, timestamp: Math.max(time, header.timestamp), difficulty: 0n }
  const fork = profile.forkAt(place)
  const blobs = isSince(fork, 'cancun') ? (profile.blobsAt?.(place) ?? null) : null
  // Each moment counts once, and what was in force from the start is part of genesis.
  const numbers = passed.flatMap(({ at }) => ('number' in at ? [at.number] : []))
  const times = passed.flatMap(({ at }) => ('timestamp' in at ? [at.timestamp] : []))
  const moments = [
    ...new Set(numbers.filter((at) => at > 0)),
    ...new Set(times.filter((at) => at > header.timestamp)),
  ]
  return {
    activationTime: time,
    blobSchedule: blobs,
    forkId: forkId(hash, moments),
    precompiles: namedPrecompiles(fork),
    systemContracts: contractsOf(fork, profile),
  }
}

function contractsOf(fork: Fork, profile: EthereumProfile): ReadonlyMap<string, Address> {
  const { beaconRoots, consolidationRequests, history, withdrawalRequests } = systemContracts
  const contracts: [string, Address][] = []
  if (isSince(fork, 'cancun')) contracts.push(['BEACON_ROOTS_ADDRESS', beaconRoots])
  if (isSince(fork, 'prague')) {
    contracts.push(
      ['CONSOLIDATION_REQUEST_PREDEPLOY_ADDRESS', consolidationRequests],
      ['DEPOSIT_CONTRACT_ADDRESS', profile.depositContract ?? MAINNET_DEPOSIT_CONTRACT],
      ['HISTORY_STORAGE_ADDRESS', history],
      ['WITHDRAWAL_REQUEST_PREDEPLOY_ADDRESS', withdrawalRequests],
    )
  }
  return new Map(contracts)
}
