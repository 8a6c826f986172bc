import { readFaultName } from '@mvm/execution'
import type { Hex } from '@mvm/protocol'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { FaultRefusedError } from '../error/FaultRefusedError.ts'
import { isPeerUrl } from '../peer/isPeerUrl.ts'
import type { FaultConfiguration } from './FaultConfiguration.ts'
import { MvmNode } from './MvmNode.ts'
import type { NodeConfiguration, NodeProfile, NodeRole } from './NodeConfiguration.ts'
import type { NodeMessage } from './NodeMessage.ts'
import { readContracts } from './readContracts.ts'
import { readPeers } from './readPeers.ts'

export interface NodeArguments {
  readonly role: string
  readonly l1Url: string
  readonly l1Contracts: string
  readonly data: string
  readonly port: number
  readonly host: string
  readonly profile: string
  readonly sequencerUrl?: string
  readonly allocatePerDac: string
  readonly peers?: string
  readonly publicPeerUrl?: string
  readonly peerPort?: number
  readonly fault?: string
  readonly faultFrom: number
  readonly signInDomain?: string
  readonly history?: number
  readonly games?: number
  readonly logLevel: string
}

const MT = 10n ** 18n
/** What the SequencerPool takes. */
const MAX_ENDPOINT_BYTES = 256

/** `mvm-node run`: one node until SIGINT, SIGTERM, or the end of the process that started it. */
export async function runNodeCommand(options: NodeArguments): Promise<void> {
  const configuration = readConfiguration(options)
  const stop = new AbortController()
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  process.on('disconnect', onSignal)

  const node = await MvmNode.start(configuration, stop.signal)
  const ready: NodeMessage = { kind: 'ready', rpcUrl: node.rpcUrl }
  process.send?.(ready)
  try {
    await node.ended
  } finally {
    await node.stop()
  }
  process.exit(0)
}

function readConfiguration(options: NodeArguments): NodeConfiguration {
  const { role, profile } = options
  if (role !== 'sequencer' && role !== 'producer' && role !== 'follower') {
    throw new ConfigurationError({
      option: '--role',
      problem: `"${role}" is no role`,
      remedy: 'Use sequencer, producer, follower or ranger.',
    })
  }
  if (profile !== 'dev' && profile !== 'strict') {
    throw new ConfigurationError({
      option: '--profile',
      problem: `"${profile}" is no profile`,
      remedy: 'Use dev or strict.',
    })
  }
  if (role === 'producer' && options.peers === undefined) {
    throw new ConfigurationError({
      option: '--peers',
      problem: 'a producer has to know the sequencers that it is to seal for',
      remedy: 'Write <address>=ws://<host>:<port> for each, separated by commas.',
    })
  }
  const fault = readFault(options)
  return {
    role: role satisfies NodeRole,
    profile: profile satisfies NodeProfile,
    l1Urls: options.l1Url.split(','),
    contracts: readContracts(options.l1Contracts),
    dataFolder: options.data,
    host: options.host,
    port: options.port,
    sequencerUrl: options.sequencerUrl,
    sequencerKey: role === 'sequencer' ? readKey('MVM_SEQUENCER_KEY', role, profile) : undefined,
    producerKey: role === 'producer' ? readKey('MVM_PRODUCER_KEY', role, profile) : undefined,
    allocationPerDac: readAllocation(options.allocatePerDac),
    ...(options.peers === undefined || role === 'follower'
      ? {}
      : { peers: readPeers(options.peers) }),
    ...(options.publicPeerUrl === undefined || role !== 'sequencer'
      ? {}
      : { publicPeerUrl: readPublicPeerUrl(options) }),
    ...(options.peerPort === undefined ? {} : { peerPort: options.peerPort }),
    fault,
    signInDomains: options.signInDomain?.split(',') ?? [],
    ...(options.history === undefined ? {} : { historyBlocks: options.history }),
    ...(options.games === undefined ? {} : { games: options.games }),
    logLevel: options.logLevel,
  }
}

function readPublicPeerUrl({ publicPeerUrl = '', peerPort }: NodeArguments): string {
  const problem = !isPeerUrl(publicPeerUrl)
    ? `"${publicPeerUrl}" is no WebSocket URL`
    : Buffer.byteLength(publicPeerUrl) > MAX_ENDPOINT_BYTES
      ? `it is longer than ${MAX_ENDPOINT_BYTES} bytes`
      : new URL(publicPeerUrl).port === '' && peerPort === undefined
        ? 'it names no port to listen on'
        : undefined
  if (problem === undefined) return publicPeerUrl
  throw new ConfigurationError({
    option: '--public-peer-url',
    problem,
    remedy: 'Write ws://<host>:<port>, or wss://<host> with --peer-port <port> behind a proxy.',
  })
}

function readKey(variable: string, role: NodeRole, profile: NodeProfile): Hex {
  const key = process.env[variable]
  // What the process does not need it should not hand on.
  delete process.env[variable]
  if (profile !== 'dev') {
    throw new ConfigurationError({
      option: `--role ${role}`,
      problem: 'a raw key in the environment is for the dev profile only',
      remedy: 'Keystores and remote signers for public L1s are not built yet.',
    })
  }
  if (key === undefined || !/^0x[0-9a-fA-F]{64}$/.test(key)) {
    throw new ConfigurationError({
      option: variable,
      problem: 'it holds no private key of 32 bytes',
      remedy: 'Set it to 0x and 64 hexadecimal digits.',
    })
  }
  return key as Hex
}

function readFault({ fault, faultFrom, profile }: NodeArguments): FaultConfiguration | undefined {
  if (fault === undefined) return undefined
  const name = readFaultName(fault)
  if (profile !== 'dev') throw new FaultRefusedError({ fault: name, profile })
  return { name, fromBlock: faultFrom }
}

function readAllocation(text: string): bigint {
  if (!/^\d+$/.test(text)) {
    throw new ConfigurationError({
      option: '--allocate-per-dac',
      problem: `"${text}" is no whole number of MT`,
      remedy: 'Write a number such as 100, or 0 to allocate by hand.',
    })
  }
  return BigInt(text) * MT
}
