// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What a deployment fixes for good about MetisDAO.
/// @param votingDelaySeconds From a proposal to the moment whose votes count.
/// @param votingPeriodSeconds How long votes are taken.
/// @param proposalThreshold Wei of MT, own or delegated, that a proposer must have.
/// @param quorumPercent Part of the MT supply that must vote for or abstain.
/// @param taxNoticeSeconds From the queueing of a proposal that has won to its earliest execution.
struct GovernanceParameters {
    uint48 votingDelaySeconds;
    uint32 votingPeriodSeconds;
    uint128 proposalThreshold;
    uint8 quorumPercent;
    uint64 taxNoticeSeconds;
}
