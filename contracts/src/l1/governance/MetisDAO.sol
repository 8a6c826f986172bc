// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {
    GovernorCountingSimple
} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {
    GovernorTimelockControl
} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {
    GovernorVotesQuorumFraction
} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

import {IComCo} from "../dac/interfaces/IComCo.sol";
import {GovernanceParameters} from "./GovernanceParameters.sol";
import {IMetisDAO} from "./interfaces/IMetisDAO.sol";
import {MetisDAOTimelock} from "./MetisDAOTimelock.sol";

/// @notice The holders of MT, who may set the tax rates of DACs and do nothing else.
/// @dev Everything that OpenZeppelin's Governor lets governance change, its own settings, its timelock and
/// the roles of that, takes a proposal as well: since proposals can contain nothing but tax rates, it stays
/// as deployed.
contract MetisDAO is
    IMetisDAO,
    GovernorCountingSimple,
    GovernorVotesQuorumFraction,
    GovernorTimelockControl
{
    address public immutable comCo;
    uint256 private immutable _votingDelay;
    uint256 private immutable _votingPeriod;
    uint256 private immutable _proposalThreshold;

    constructor(
        GovernanceParameters memory parameters,
        IVotes metisToken,
        MetisDAOTimelock timelock_,
        address comCo_
    )
        Governor("MetisDAO")
        GovernorVotes(metisToken)
        GovernorVotesQuorumFraction(parameters.quorumPercent)
        GovernorTimelockControl(timelock_)
    {
        comCo = comCo_;
        _votingDelay = parameters.votingDelaySeconds;
        _votingPeriod = parameters.votingPeriodSeconds;
        _proposalThreshold = parameters.proposalThreshold;
    }

    function votingDelay() public view override returns (uint256) {
        return _votingDelay;
    }

    function votingPeriod() public view override returns (uint256) {
        return _votingPeriod;
    }

    function proposalThreshold() public view override returns (uint256) {
        return _proposalThreshold;
    }

    function state(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (ProposalState)
    {
        return super.state(proposalId);
    }

    function proposalNeedsQueuing(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (bool)
    {
        return super.proposalNeedsQueuing(proposalId);
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256) {
        for (uint256 i = 0; i < targets.length; i++) {
            bool isTaxRates = targets[i] == comCo && i < values.length && values[i] == 0
                && i < calldatas.length && calldatas[i].length >= 4
                && bytes4(calldatas[i]) == IComCo.setTaxRates.selector;
            require(isTaxRates, ActionRefused(i));
        }
        return super._propose(targets, values, calldatas, description, proposer);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor()
        internal
        view
        override(Governor, GovernorTimelockControl)
        returns (address)
    {
        return super._executor();
    }
}
