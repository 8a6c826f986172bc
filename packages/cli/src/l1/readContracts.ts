import { contractInterface, type L1CallRequest, type L1Client } from '@mvm/l1'
import {
  type Address,
  asAddress,
  type ContractName,
  type Hex,
  type L1Contracts,
} from '@mvm/protocol'

/**
 * All addresses of a deployment from that of its ComCo, as the contracts name one another.
 * Throws what the client throws; an account that is no ComCo gives an error of decoding.
 */
export async function readContracts(
  client: L1Client,
  comCo: Address,
  signal: AbortSignal,
): Promise<L1Contracts> {
  const read = async (at: Address, name: ContractName, getters: readonly string[]) => {
    const abi = contractInterface(name)
    const requests: L1CallRequest[] = getters.map((getter) => ({
      to: at,
      data: abi.encodeFunctionData(getter) as Hex,
    }))
    const answers = await client.calls(requests, 'latest', { signal })
    return answers.map((answer, index) =>
      asAddress(abi.decodeFunctionResult(getters[index] as string, answer)[0]),
    )
  }
  const [metisToken, dacManager, canonicalTransactionChain, stateCommitmentChain, rangerPool] =
    (await read(comCo, 'ComCo', [
      'metisToken',
      'dacManager',
      'canonicalTransactionChain',
      'stateCommitmentChain',
      'rangerPool',
    ])) as [Address, Address, Address, Address, Address]
  const [sequencerPool, l1StandardBridge] = (await read(
    canonicalTransactionChain,
    'CanonicalTransactionChain',
    ['sequencerPool', 'l1StandardBridge'],
  )) as [Address, Address]
  const [epochSeeds] = (await read(sequencerPool, 'SequencerPool', ['epochSeeds'])) as [Address]
  const [disputeGame] = (await read(stateCommitmentChain, 'StateCommitmentChain', [
    'disputeGame',
  ])) as [Address]
  const [executionManager] = (await read(disputeGame, 'DisputeGame', ['executionManager'])) as [
    Address,
  ]
  return {
    metisToken,
    comCo,
    dacManager,
    canonicalTransactionChain,
    stateCommitmentChain,
    epochSeeds,
    sequencerPool,
    l1StandardBridge,
    rangerPool,
    disputeGame,
    executionManager,
    deploymentBlock: await firstCreation(client, dacManager, signal),
  }
}

/** L1 block in which DAC 0 was created, by ComCo's constructor. */
async function firstCreation(
  client: L1Client,
  dacManager: Address,
  signal: AbortSignal,
): Promise<number> {
  const abi = contractInterface('DACManager')
  const call = async (method: string, values: readonly unknown[]) => {
    const data = abi.encodeFunctionData(method, values) as Hex
    const answer = await client.call({ to: dacManager, data }, 'latest', { signal })
    return abi.decodeFunctionResult(method, answer)[0]
  }
  const dac = await call('dac', [await call('chainIdAt', [0])])
  return Number(dac.createdAtBlock)
}
