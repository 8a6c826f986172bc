import { type Address, type ContractName, type L1TransactionHash, MvmError } from '@mvm/protocol'

/** A contract of the deployment was not made, or not where the others expect it. */
export class DeploymentFailedError extends MvmError {
  readonly code = 'DEPLOYMENT_FAILED'
  readonly contract: ContractName
  readonly address: Address
  readonly transactionHash: L1TransactionHash

  constructor({
    contract,
    address,
    transactionHash,
    reason,
  }: {
    readonly contract: ContractName
    readonly address: Address
    readonly transactionHash: L1TransactionHash
    readonly reason: string
  }) {
    super(
      `${contract} was not deployed at ${address}: ${reason} (transaction ${transactionHash})`,
      {
        remedy:
          'Deploy all contracts again, from an account that sends nothing else meanwhile and has ETH enough.',
      },
    )
    this.contract = contract
    this.address = address
    this.transactionHash = transactionHash
  }
}
