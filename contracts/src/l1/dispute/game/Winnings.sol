// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IStateCommitmentChain} from "../../rollup/interfaces/IStateCommitmentChain.sol";
import {ISequencerPool} from "../../sequencing/interfaces/ISequencerPool.sol";
import {MetisToken} from "../../token/MetisToken.sol";
import {IDisputeGame} from "../interfaces/IDisputeGame.sol";

/// @notice What sides of games have won: ETH that waits to be withdrawn, and MT of slashed asserters.
/// @dev ETH is never sent unasked, so that no account can keep a game from its end. MT held here = the sum of
/// what is held of the asserters' losses, or more if somebody sends it here by mistake.
abstract contract Winnings is IDisputeGame {
    using SafeERC20 for MetisToken;

    /// @notice What the winner of a game gets of what the asserter loses.
    uint256 public constant REWARD_PERCENT = 30;

    MetisToken public immutable metisToken;
    ISequencerPool public immutable sequencerPool;
    IStateCommitmentChain public immutable stateCommitmentChain;

    /// @inheritdoc IDisputeGame
    mapping(address account => uint256) public creditOf;
    /// @inheritdoc IDisputeGame
    mapping(uint256 chainId => mapping(address asserter => uint256)) public heldOf;

    constructor(
        MetisToken metisToken_,
        ISequencerPool sequencerPool_,
        IStateCommitmentChain stateCommitmentChain_
    ) {
        metisToken = metisToken_;
        sequencerPool = sequencerPool_;
        stateCommitmentChain = stateCommitmentChain_;
    }

    /// @inheritdoc IDisputeGame
    function withdraw() external {
        uint256 amount = creditOf[msg.sender];
        require(amount != 0, NothingToWithdraw(msg.sender));
        creditOf[msg.sender] = 0;
        emit BondWithdrawn(msg.sender, amount);
        Address.sendValue(payable(msg.sender), amount);
    }

    /// @inheritdoc IDisputeGame
    function burnHeld(uint256 chainId, address asserter) external {
        uint256 amount = heldOf[chainId][asserter];
        require(amount != 0, NothingHeld(chainId, asserter));
        require(
            stateCommitmentChain.isSettled(chainId, asserter), AsserterNotSettled(chainId, asserter)
        );
        heldOf[chainId][asserter] = 0;
        emit HeldBurned(chainId, asserter, amount);
        metisToken.burn(amount);
    }

    function _credit(address account, uint256 amount) internal {
        creditOf[account] += amount;
    }

    /// @dev Takes what the asserter has at stake for the chain, and gives the winner its part of that and of
    /// what was left of earlier losses.
    function _slash(uint256 chainId, address asserter, address winner)
        internal
        returns (uint256 slashed, uint256 reward)
    {
        slashed = sequencerPool.forfeit(chainId, asserter);
        uint256 held = heldOf[chainId][asserter] + slashed;
        reward = held * REWARD_PERCENT / 100;
        heldOf[chainId][asserter] = held - reward;
        metisToken.safeTransfer(winner, reward);
    }
}
