import type { EthereumBlock } from './EthereumBlock.ts'
import type { EthereumBlockInput } from './EthereumBlockInput.ts'

/** What somebody decided about a block that is there. */
export function inputOfEthereumBlock({
  header,
  ommers,
  withdrawals,
  transactions,
}: EthereumBlock): EthereumBlockInput {
  const { timestamp, coinbase, gasLimit, extraData, mixHash, nonce, difficulty } = header
  const { parentBeaconBlockRoot } = header
  return {
    timestamp,
    coinbase,
    gasLimit,
    extraData,
    mixHash,
    nonce,
    isStaked: difficulty === 0n,
    ommers,
    ...(withdrawals === null ? {} : { withdrawals }),
    ...(parentBeaconBlockRoot === null ? {} : { parentBeaconBlockRoot }),
    transactions,
  }
}
