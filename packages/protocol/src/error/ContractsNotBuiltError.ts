import { MvmError } from './MvmError.ts'

export class ContractsNotBuiltError extends MvmError {
  readonly code = 'CONTRACTS_NOT_BUILT'
  readonly contract: string

  constructor({ name, cause }: { readonly name: string; readonly cause: unknown }) {
    super(`there is no compiled ${name}: the contracts have not been built`, {
      remedy: 'Run `npm run setup`.',
      cause,
    })
    this.contract = name
  }
}
