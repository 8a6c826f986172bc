import { MvmError } from '@mvm/protocol'

/** Something that this profile of execution does not do. */
export class UnsupportedProfileError extends MvmError {
  readonly code = 'UNSUPPORTED_PROFILE'

  constructor({ profile, what }: { readonly profile: string; readonly what: string }) {
    super(`the profile "${profile}" of execution does not support ${what}`, {
      remedy: 'Use the profile "mvm", or execute single transactions.',
    })
  }
}
