"""Where the work of a corpus is done; an engine is opened by its name."""

from __future__ import annotations

import os
import shutil

from retell.engine import Engine
from retell.errors import UsageError


def opened(name: str) -> Engine:
    """The engine of a name; UsageError where what it runs on is not there."""
    if name == "spark":
        return _spark()
    from retell.engines.local import LocalEngine

    return LocalEngine()


def _spark() -> Engine:
    """Spark, as its own configuration says: SPARK_CONF_DIR, or spark-submit, or all cores of this machine."""
    try:
        from retell.engines.spark import SparkEngine
    except ImportError as error:
        raise UsageError.no_engine("spark", "pyspark: pip install 'retell[spark]'") from error
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise UsageError.no_engine("spark", "Java 17, found by JAVA_HOME or on the path")
    return SparkEngine()
