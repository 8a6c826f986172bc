import { MvmError } from '@mvm/protocol'

export class AnvilUnavailableError extends MvmError {
  readonly code = 'ANVIL_UNAVAILABLE'
  readonly platform: string

  constructor({ platform, cause }: { readonly platform: string; readonly cause?: unknown }) {
    super(`no anvil binary is installed for ${platform}, and the devnet needs it as its L1`, {
      remedy:
        'Install optional packages, too; on arm64 run: npx pnpm install --no-frozen-lockfile. Other systems need an L1 of their own.',
      cause,
    })
    this.platform = platform
  }
}
