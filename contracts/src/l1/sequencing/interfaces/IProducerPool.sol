// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The accounts that order and seal for whichever DAC they are assigned to.
///
/// @dev A producer counts from the second epoch after that in which it signs up, and until the second after
/// that in which it leaves. Its bond is free when it counts no more and the unlock delay has passed.
interface IProducerPool {
    /// @param bond Wei of MT; zero for no producer.
    /// @param leftAt Timestamp of leaving, zero before.
    /// @param leftEpoch Epoch of leaving.
    struct Producer {
        uint96 bond;
        uint64 leftAt;
        uint64 leftEpoch;
    }

    error AlreadyProducer(address account);
    error NotProducer(address account);
    error ProducerBondLocked(address account, uint256 unlockedAt, uint256 fromEpoch);

    event ProducerRegistered(address indexed account, uint256 bond);
    event ProducerLeft(address indexed account);
    event ProducerBondReturned(address indexed account, uint256 bond);

    /// @notice Signs the caller up, for the bond, in MT that the caller has approved.
    function registerProducer() external;

    /// @notice Takes the caller out of later draws.
    function leaveProducers() external;

    /// @notice Returns the caller's bond after it has left and what it may have signed is past.
    function withdrawProducerBond() external;

    function producerBond() external view returns (uint256);

    function producer(address account) external view returns (Producer memory);

    /// @notice Number of producers that an epoch draws from; final from the start of the epoch before.
    function producerCountAt(uint256 epoch) external view returns (uint256);

    /// @notice One of the producers that an epoch draws from.
    function producerAt(uint256 epoch, uint256 index) external view returns (address);
}
