import type { AnyCommand } from '../program/CommandDefinition.ts'
import { signin as accountSignin } from './account/signin.ts'
import { signout as accountSignout } from './account/signout.ts'
import { decode as batchDecode } from './batch/decode.ts'
import { list as batchList } from './batch/list.ts'
import { verify as batchVerify } from './batch/verify.ts'
import { deposit as bridgeDeposit } from './bridge/deposit.ts'
import { finalize as bridgeFinalize } from './bridge/finalize.ts'
import { parked as bridgeParked } from './bridge/parked.ts'
import { prove as bridgeProve } from './bridge/prove.ts'
import { refund as bridgeRefund } from './bridge/refund.ts'
import { release as bridgeRelease } from './bridge/release.ts'
import { status as bridgeStatus } from './bridge/status.ts'
import { withdraw as bridgeWithdraw } from './bridge/withdraw.ts'
import { check as charterCheck } from './charter/check.ts'
import { diff as charterDiff } from './charter/diff.ts'
import { history as charterHistory } from './charter/history.ts'
import { init as charterInit } from './charter/init.ts'
import { lint as charterLint } from './charter/lint.ts'
import { propose as charterPropose } from './charter/propose.ts'
import { show as charterShow } from './charter/show.ts'
import { explain as configExplain } from './config/explain.ts'
import { create as dacCreate } from './dac/create.ts'
import { info as dacInfo } from './dac/info.ts'
import { list as dacList } from './dac/list.ts'
import { up as devnetUp } from './devnet/up.ts'
import { auto as disputeAuto } from './dispute/auto.ts'
import { list as disputeList } from './dispute/list.ts'
import { move as disputeMove } from './dispute/move.ts'
import { show as disputeShow } from './dispute/show.ts'
import { step as disputeStep } from './dispute/step.ts'
import { watch as disputeWatch } from './dispute/watch.ts'
import { withdraw as disputeWithdraw } from './dispute/withdraw.ts'
import { status as finalityStatus } from './finality/status.ts'
import { leave as providerLeave } from './provider/leave.ts'
import { register as providerRegister } from './provider/register.ts'
import { status as providerStatus } from './provider/status.ts'
import { withdraw as providerWithdraw } from './provider/withdraw.ts'
import { duties as rangerDuties } from './ranger/duties.ts'
import { join as rangerJoin } from './ranger/join.ts'
import { leave as rangerLeave } from './ranger/leave.ts'
import { status as rangerStatus } from './ranger/status.ts'
import { unlock as rangerUnlock } from './ranger/unlock.ts'
import { verify as rangerVerify } from './ranger/verify.ts'
import { allocate as sequencerAllocate } from './sequencer/allocate.ts'
import { eligibility as sequencerEligibility } from './sequencer/eligibility.ts'
import { register as sequencerRegister } from './sequencer/register.ts'
import { release as sequencerRelease } from './sequencer/release.ts'
import { schedule as sequencerSchedule } from './sequencer/schedule.ts'
import { setEndpoint as sequencerSetEndpoint } from './sequencer/setEndpoint.ts'
import { stake as sequencerStake } from './sequencer/stake.ts'
import { status as sequencerStatus } from './sequencer/status.ts'
import { unstake as sequencerUnstake } from './sequencer/unstake.ts'
import { simulate as taxSimulate } from './tax/simulate.ts'
import { force as txForce } from './tx/force.ts'
import { send as txSend } from './tx/send.ts'
import { status as txStatus } from './tx/status.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly AnyCommand[] = [
  devnetUp,
  dacCreate,
  dacList,
  dacInfo,
  charterInit,
  charterLint,
  charterShow,
  charterCheck,
  charterDiff,
  charterPropose,
  charterHistory,
  taxSimulate,
  accountSignin,
  accountSignout,
  txSend,
  txStatus,
  txForce,
  bridgeDeposit,
  bridgeParked,
  bridgeRefund,
  bridgeRelease,
  bridgeWithdraw,
  bridgeProve,
  bridgeFinalize,
  bridgeStatus,
  sequencerRegister,
  sequencerStake,
  sequencerAllocate,
  sequencerRelease,
  sequencerUnstake,
  sequencerSetEndpoint,
  sequencerStatus,
  sequencerSchedule,
  sequencerEligibility,
  rangerJoin,
  rangerLeave,
  rangerUnlock,
  rangerStatus,
  rangerDuties,
  rangerVerify,
  disputeList,
  disputeShow,
  disputeWatch,
  disputeAuto,
  disputeMove,
  disputeStep,
  disputeWithdraw,
  providerRegister,
  providerStatus,
  providerLeave,
  providerWithdraw,
  batchList,
  batchDecode,
  batchVerify,
  finalityStatus,
  configExplain,
]
