import { MvmError } from '@mvm/protocol'

export class AnvilUnavailableError extends MvmError {
  readonly code = 'ANVIL_UNAVAILABLE'
  readonly platform: string

  constructor({ platform, cause }: { readonly platform: string; readonly cause?: unknown }) {
    super(`no anvil binary is installed for ${platform}, and the devnet needs it as its L1`, {
      remedy:
        'Install again without --no-optional on Linux (x64, arm64) or macOS (arm64), or start against an L1 of your own.',
      cause,
    })
    this.platform = platform
  }
}
