// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {AddressAlias} from "../rollup/AddressAlias.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IParkedDeposits} from "./interfaces/IParkedDeposits.sol";
import {MTEscrow} from "./MTEscrow.sol";

/// @notice Deposits of MT that wait until a DAC's sequencers are bonded for them.
/// @dev MT parked for a DAC = the sum of its deposits of status `Parked`.
abstract contract ParkedDeposits is MTEscrow {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /// @dev Two slots. 2^96 wei are 79 billion MT.
    struct Deposit {
        address owner;
        uint64 chainId;
        DepositStatus status;
        bool isAliased;
        address to;
        uint96 amount;
    }

    /// @inheritdoc IParkedDeposits
    uint256 public parkedDepositCount;
    /// @inheritdoc IParkedDeposits
    mapping(uint256 chainId => uint256 amount) public parked;

    mapping(uint256 depositId => Deposit) private _deposits;

    /// @inheritdoc IParkedDeposits
    function refund(uint256 depositId) external {
        Deposit memory deposit = _leave(depositId, DepositStatus.Refunded);
        require(msg.sender == deposit.owner, NotDepositOwner(depositId, msg.sender));
        emit MTDepositRefunded(depositId, deposit.chainId, deposit.owner, deposit.amount);
        metisToken.safeTransfer(deposit.owner, deposit.amount);
    }

    /// @inheritdoc IParkedDeposits
    function release(uint256 depositId) external {
        Deposit memory deposit = _leave(depositId, DepositStatus.Released);
        uint256 chainId = deposit.chainId;
        require(
            _admits(chainId, deposit.amount),
            EscrowNotAdmitted(chainId, escrow[chainId] + deposit.amount)
        );
        uint256 queueIndex = _moveIn(chainId, _sender(deposit), deposit.to, deposit.amount);
        emit MTDepositReleased(depositId, chainId, queueIndex);
    }

    /// @inheritdoc IParkedDeposits
    function parkedDeposit(uint256 depositId) external view returns (ParkedDeposit memory) {
        Deposit memory deposit = _deposits[depositId];
        return ParkedDeposit({
            status: deposit.status,
            chainId: deposit.chainId,
            owner: deposit.owner,
            from: _sender(deposit),
            to: deposit.to,
            amount: deposit.amount
        });
    }

    /// @dev The MT comes from the caller before the transaction ends.
    function _park(uint256 chainId, address from, address to, uint256 amount)
        internal
        returns (uint256 depositId)
    {
        // No allocation admits anything to a chain that does not exist, and none ever will.
        require(
            canonicalTransactionChain.chainExists(chainId),
            ICanonicalTransactionChain.UnknownChain(chainId)
        );
        depositId = ++parkedDepositCount;
        parked[chainId] += amount;
        _deposits[depositId] = Deposit({
            owner: msg.sender,
            chainId: chainId.toUint64(),
            status: DepositStatus.Parked,
            isAliased: from != msg.sender,
            to: to,
            amount: amount.toUint96()
        });
        emit MTDepositParked(depositId, chainId, msg.sender, from, to, amount);
    }

    /// @dev Ends the waiting of a deposit, before anything is called.
    function _leave(uint256 depositId, DepositStatus status)
        private
        returns (Deposit memory deposit)
    {
        deposit = _deposits[depositId];
        require(deposit.status == DepositStatus.Parked, NotParked(depositId, deposit.status));
        _deposits[depositId].status = status;
        parked[deposit.chainId] -= deposit.amount;
    }

    /// @dev The depositor on L2: whoever releases is another.
    function _sender(Deposit memory deposit) private pure returns (address) {
        return deposit.isAliased ? AddressAlias.aliased(deposit.owner) : deposit.owner;
    }
}
