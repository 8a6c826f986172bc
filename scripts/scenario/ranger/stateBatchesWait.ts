import {
  type ContractSource,
  contractInterface,
  type Dispute,
  encodeContractCall,
  readEarliestDisputed,
} from '@mvm/l1'
import { rpcCall } from '../../bench/rpcBatch.ts'

/** Long after every window of a devnet. */
const A_DAY_S = 86_400

/**
 * Whether a disputed state batch waits: L1 says so, would not let anything be withdrawn on it even when its window has
 * long passed, but on the one before it; and the DAC's node tells its users.
 */
export async function stateBatchesWait(
  l1Url: string,
  rpcUrl: string,
  source: ContractSource,
  { chainId, stateBatchIndex, blockNumber, disputeId }: Dispute,
): Promise<Readonly<Record<string, boolean>>> {
  const head = (await rpcCall(l1Url, 'eth_getBlockByNumber', 'latest', false)) as {
    readonly timestamp: string
  }
  const inADay = `0x${(Number(head.timestamp) + A_DAY_S).toString(16)}`
  const contract = 'StateCommitmentChain'
  const isWithdrawableInADay = async (index: number): Promise<boolean> => {
    const call = {
      to: source.contracts.stateCommitmentChain,
      data: encodeContractCall(contract, 'isWithdrawable', [chainId, index]),
    }
    const result = await rpcCall(l1Url, 'eth_call', call, 'latest', {}, { time: inADay })
    const method = 'isWithdrawable'
    return contractInterface(contract).decodeFunctionResult(method, result as string)[0]
  }
  const finality = (await rpcCall(
    rpcUrl,
    'mvm_finalityStatus',
    `0x${blockNumber.toString(16)}`,
  )) as { readonly reasons: readonly string[]; readonly withdrawableInSeconds: string | null }
  return {
    'its state batch and all later ones wait':
      (await readEarliestDisputed(source, chainId)) === stateBatchIndex,
    'nothing can be withdrawn on it after the window':
      !(await isWithdrawableInADay(stateBatchIndex)),
    'what came before is withdrawable then': await isWithdrawableInADay(stateBatchIndex - 1),
    'the node says that it waits':
      finality.withdrawableInSeconds === null &&
      finality.reasons.some((reason) => reason.includes(`dispute ${disputeId},`)),
  }
}
