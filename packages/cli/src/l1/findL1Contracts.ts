import { readFileSync } from 'node:fs'
import { contractInterface, type L1Client } from '@mvm/l1'
import { type Address, asAddress, type Hex, type L1Contracts } from '@mvm/protocol'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { NodeRpcError } from '../error/NodeRpcError.ts'
import { NodeUnreachableError } from '../error/NodeUnreachableError.ts'
import { PreconditionError } from '../error/PreconditionError.ts'
import { isDevelopmentChain } from '../key/isDevelopmentChain.ts'
import { NodeClient } from '../node/NodeClient.ts'
import { readRollupConfig } from '../node/readRollupConfig.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { contractsIn } from './contractsIn.ts'
import { readContracts } from './readContracts.ts'

/**
 * Where the L1 contracts are: from the setting `l1Contracts` (a file, or ComCo's address), else as the node says,
 * else, on a development L1, from the creation of the first DAC. The last two need nothing to be set, and the last
 * one not even a node.
 */
export async function findL1Contracts(
  context: CommandContext,
  client: L1Client,
  l1ChainId: number,
): Promise<L1Contracts> {
  const { settings, signal } = context
  const given = settings.l1Contracts
  if (given !== undefined) {
    const contracts = /^0x[0-9a-fA-F]{40}$/.test(given.value)
      ? await contractsOf(client, asAddress(given.value), given.source, signal)
      : readContractsFile(given.value, given.source)
    await requireCode(client, contracts.canonicalTransactionChain, given.source, signal)
    return contracts
  }
  const fromNode = await contractsFromNode(context, l1ChainId)
  if (fromNode !== undefined) return fromNode
  const comCo = isDevelopmentChain(l1ChainId) ? await discoverComCo(client, signal) : undefined
  if (comCo !== undefined) return readContracts(client, comCo, signal)
  throw new PreconditionError({
    code: 'L1_CONTRACTS_UNKNOWN',
    problem: `no node answers at ${settings.rpcUrl?.value} that could say where the L1 contracts are`,
    remedy:
      'Name a file with their addresses with --l1-contracts <file>, or a node with --rpc-url.',
  })
}

async function contractsOf(
  client: L1Client,
  comCo: Address,
  source: string,
  signal: AbortSignal,
): Promise<L1Contracts> {
  await requireCode(client, comCo, source, signal)
  return readContracts(client, comCo, signal)
}

async function requireCode(
  client: L1Client,
  address: Address,
  source: string,
  signal: AbortSignal,
): Promise<void> {
  if ((await client.code(address, 'latest', { signal })).length > 2) return
  throw new ConfigurationError({
    source,
    problem: `names ${address}, and that L1 has no contract there`,
    remedy: 'Name the addresses of the deployment on this L1, or another L1 with --l1-url.',
  })
}

function readContractsFile(path: string, source: string): L1Contracts {
  const fail = (problem: string, cause?: unknown) =>
    new ConfigurationError({
      source,
      problem: `names ${path}, ${problem}`,
      remedy:
        'Name a JSON file with the addresses, such as contracts.json in a devnet’s --data folder.',
      cause,
    })
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw fail(`which cannot be read: ${(cause as Error).message}`, cause)
  }
  const contracts = contractsIn(text)
  if (contracts === undefined) throw fail('which does not hold the addresses of the L1 contracts')
  return contracts
}

/** `undefined` when no node answers, or one that is not ours. */
async function contractsFromNode(
  context: CommandContext,
  l1ChainId: number,
): Promise<L1Contracts | undefined> {
  const url = context.settings.rpcUrl?.value ?? ''
  try {
    const config = await readRollupConfig(new NodeClient(url), context.signal)
    if (config.l1ChainId === l1ChainId) return config.l1Contracts
    throw new PreconditionError({
      code: 'L1_DIFFERS',
      problem: `the node at ${url} follows an L1 with chainID ${config.l1ChainId}, and ${context.settings.l1Url?.value} has ${l1ChainId}`,
      remedy: 'Make --rpc-url and --l1-url name the same network.',
    })
  } catch (error) {
    if (error instanceof NodeUnreachableError || error instanceof NodeRpcError) return undefined
    throw error
  }
}

/** The one ComCo on a development L1; `undefined` when there is none, or more than one. */
async function discoverComCo(client: L1Client, signal: AbortSignal): Promise<Address | undefined> {
  const topic = contractInterface('ComCo').getEvent('DACCreated')?.topicHash as Hex
  const head = await client.block('latest', { signal })
  const logs = await client.logs(
    { addresses: [], topics: [[topic]] },
    { from: 0, to: head?.number ?? 0 },
    { signal },
  )
  const emitters = new Set(logs.map(({ address }) => address))
  return emitters.size === 1 ? [...emitters][0] : undefined
}
